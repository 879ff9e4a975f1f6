import { Link, useRouteError } from "react-router";
import { Button, ClipboardCopy, ClipboardCopyVariant, EmptyState, EmptyStateBody, EmptyStateFooter, PageSection } from "@patternfly/react-core";
import { EmptyNote } from "../ui/EmptyNote.tsx";

/** A place that failed: the rest of the window keeps working. */
export function RouteError() {
  const error = useRouteError();
  return isMissingFile(error) ? <Unreachable /> : <Crash error={error} />;
}

/** Chromium's refusal of a module that could not be fetched: a place is loaded when it is first visited. */
function isMissingFile(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes("dynamically imported module");
}

function Unreachable() {
  return (
    <PageSection>
      <EmptyNote title="This place could not be loaded" heading="h1" action={<Button onClick={() => window.location.reload()}>Load the window again</Button>}>
        Sallyport's server does not answer, or was replaced by a newer one. Start it again in its terminal and open the address it
        prints; what was saved is saved, and drafts are kept.
      </EmptyNote>
    </PageSection>
  );
}

/** A bug, told plainly, with what is needed to report it. */
export function Crash({ error }: { error: unknown }) {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    <PageSection>
      <EmptyState headingLevel="h1" titleText="This part of the window failed" status="danger">
        <EmptyStateBody>
          It is a fault of Sallyport, not of your data: what was saved is saved, and drafts are kept. Load the window again; if it
          happens again, report it with the text below.
        </EmptyStateBody>
        <EmptyStateFooter>
          <Button onClick={() => window.location.reload()}>Load the window again</Button>
          <ClipboardCopy isReadOnly isCode isExpanded variant={ClipboardCopyVariant.expansion} className="sp-crash">
            {details}
          </ClipboardCopy>
        </EmptyStateFooter>
      </EmptyState>
    </PageSection>
  );
}

/** An address that leads nowhere: an old bookmark, or a mistyped one. */
export function NotFound() {
  return (
    <PageSection>
      <EmptyNote title="There is nothing at this address" heading="h1" action={<Link to="/">Go to the overview</Link>}>
        The bookmark may come from another version of Sallyport.
      </EmptyNote>
    </PageSection>
  );
}
