import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import PackageIcon from "@patternfly/react-icons/dist/esm/icons/package-icon";
import { Link, useNavigate } from "react-router";
import type { BundleSummary } from "../../../shared/ipc/signing.ts";
import { useBundlesQuery } from "../../api/bundles.ts";
import { bundlePath, exportBundlePath, importBundlePath, signBundlePath } from "../../app/paths.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { DocumentList } from "../documents/index.ts";
import { SaveBundle } from "./detail/SaveBundle.tsx";
import { ChooseBundle } from "./import/ChooseBundle.tsx";
import { BUNDLE_COLUMNS, rowsOf } from "./list/columns.tsx";
import type { BundleRow } from "./list/columns.tsx";
import "./bundles.css";

/** Every bundle that was made here, signed here or taken over here, each version by itself. */
export function BundlesPage() {
  const navigate = useNavigate();
  const { data: bundles, error } = useBundlesQuery();
  const [choosing, setChoosing] = useState(false);
  const [saving, setSaving] = useState<BundleSummary>();
  const doors = (
    <>
      <Button variant="secondary" onClick={() => setChoosing(true)}>Import a bundle</Button>
      <Button component={(props) => <Link {...props} to={exportBundlePath()} />}>Export a bundle</Button>
    </>
  );
  const actions = ({ bundle }: BundleRow) => [
    { title: "Open", onClick: () => void navigate(bundlePath(bundle.statementSha256)) },
    { title: bundle.complete ? "Sign, too" : "Sign", onClick: () => void navigate(signBundlePath(bundle.statementSha256)) },
    { title: "Write the file", onClick: () => setSaving(bundle) },
  ];
  return (
    <>
      <PageHeader title="Bundles" actions={doors} />
      <PageSection hasBodyWrapper={false} isFilled>
        <ErrorNotice error={error} title="The bundles could not be read" />
        {!bundles && !error && <Waiting for="the bundles" />}
        {bundles && (
          <DocumentList
            title="Bundles"
            nouns={["bundle", "bundles"]}
            items={rowsOf(bundles)}
            columns={BUNDLE_COLUMNS}
            pathOf={({ bundle }) => bundlePath(bundle.statementSha256)}
            actions={actions}
            empty={
              <EmptyNote title="No bundles yet" icon={PackageIcon} action={doors}>
                A bundle is one signed file that carries policies across the gap, with all that they use: it says who vouches for them, and until when.
                The other side checks it without a network, by Sallyport, by cosign or by openssl alone.
              </EmptyNote>
            }
          />
        )}
      </PageSection>
      {choosing && <ChooseBundle onChoose={(file) => void navigate(importBundlePath(file))} onClose={() => setChoosing(false)} />}
      {saving && <SaveBundle bundle={saving} onClose={() => setSaving(undefined)} />}
    </>
  );
}
