import type { ReactNode } from "react";
import { PageSection } from "@patternfly/react-core";
import { Link, useParams } from "react-router";
import type { BundleDetail } from "../../../shared/ipc/signing.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { useBundleAt } from "./ref.ts";

/** The pages above one about a bundle. */
export const ABOVE = [{ title: "Bundles", path: "/bundles" }];

interface Props {
  /** Of the page while the bundle is not there. */
  title: string;
  children: (bundle: BundleDetail) => ReactNode;
}

/** A page about the bundle that the address names; until it is there, or when it never will be, it says so. */
export function BundleAt({ title, children }: Props) {
  const { statement = "" } = useParams();
  const { bundle, isMissing, error } = useBundleAt(statement);
  if (bundle) return children(bundle);
  return (
    <>
      <PageHeader title={title} breadcrumb={ABOVE} />
      <PageSection>
        <ErrorNotice error={error} title="The bundle could not be read" />
        {isMissing && <EmptyNote title="No such bundle" action={<Link to="/bundles">All bundles</Link>}>The store has no bundle with this statement.</EmptyNote>}
        {!isMissing && !error && <Waiting for="the bundle" />}
      </PageSection>
    </>
  );
}
