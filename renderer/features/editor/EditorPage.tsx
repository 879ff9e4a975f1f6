import { Button, PageSection } from "@patternfly/react-core";
import { Link, useParams } from "react-router";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { Editor } from "./Editor.tsx";
import { useOpenPolicy } from "./hooks/useOpenPolicy.ts";
import { injectEditor } from "./state/inject.ts";

injectEditor();

/** The editor of the policy that the address names. */
export function EditorPage() {
  const { name = "" } = useParams();
  const { open, error, retry } = useOpenPolicy(name);
  if (open) return <Editor key={name} name={name} open={open} />;
  return (
    <>
      <PageHeader title={name} breadcrumb={[{ title: "Policies", path: "/policies" }]} />
      <PageSection>
        {!error && <Waiting for={`the policy ${name}`} />}
        {error?.code === "not-found" && (
          <EmptyNote title={`There is no policy ${name}`} action={<Link to="/policies">Go to the policies</Link>}>
            It may have been deleted, or the bookmark comes from another store.
          </EmptyNote>
        )}
        {error && error.code !== "not-found" && (
          <ErrorNotice error={error} title="The policy could not be opened" action={<Button variant="link" isInline onClick={retry}>Try again</Button>} />
        )}
      </PageSection>
    </>
  );
}
