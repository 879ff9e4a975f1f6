import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { skipToken } from "@reduxjs/toolkit/query";
import { useNavigate, useSearchParams } from "react-router";
import { useInspectBundleQuery } from "../../../api/bundles.ts";
import { importBundlePath } from "../../../app/paths.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { ChooseBundle } from "./ChooseBundle.tsx";
import { Inspected } from "./Inspected.tsx";
import "../bundles.css";

const ABOVE = [{ title: "Bundles", path: "/bundles" }];

/** A file is chosen, checked, and shown with what would change; taking it over comes last. The file stands in the address. */
export function ImportPage() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const file = params.get("file") ?? "";
  const [choosing, setChoosing] = useState(file === "");
  const { currentData: inspection, error } = useInspectBundleQuery(file === "" ? skipToken : { path: file });
  const choose = <Button variant="secondary" onClick={() => setChoosing(true)}>Choose another file</Button>;
  const onChoose = (chosen: string) => {
    setChoosing(false);
    void navigate(importBundlePath(chosen));
  };
  return (
    <>
      {inspection && <Inspected key={inspection.id} inspection={inspection} choose={choose} />}
      {!inspection && (
        <>
          <PageHeader title="Import a bundle" breadcrumb={ABOVE} subtitle={<span className="sp-mono">{file}</span>} actions={choose} />
          <PageSection>
            <ErrorNotice error={error} title="The file could not be read" />
            {file !== "" && !error && <Waiting for="the checks of the bundle" />}
            {file === "" && <EmptyNote title="No file chosen" action={<Button onClick={() => setChoosing(true)}>Choose a file</Button>}>Choose the file of a bundle: it is checked before anything is changed.</EmptyNote>}
          </PageSection>
        </>
      )}
      {choosing && <ChooseBundle onChoose={onChoose} onClose={() => setChoosing(false)} />}
    </>
  );
}
