import { PageSection } from "@patternfly/react-core";
import { useParams } from "react-router";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { useBundleAt } from "../ref.ts";
export function SignPage() {
  const { statement = "" } = useParams();
  const { bundle } = useBundleAt(statement);
  if (!bundle) return <Waiting for="the bundle" />;
  return <><PageHeader title="Sign" /><PageSection /></>;
}
