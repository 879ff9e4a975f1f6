import { Alert, Title } from "@patternfly/react-core";
import { RuntimePane } from "../runtime/RuntimePane.tsx";

/** What an Amazon ECS policy has in the place of the definitions. */
export function EcsPane() {
  return (
    <>
      <Alert component="p" variant="info" isInline title="Amazon ECS policies consist of runtime rulesets">
        Deployment and Continuous rules and NamespacedPolicyDefinitions are for Kubernetes: an ECS cluster has no admission control of pods and no namespaces. The platform cannot be changed; for a Kubernetes cluster create another policy.
      </Alert>
      <Title headingLevel="h2" size="lg" className="ed-ecs">Runtime</Title>
      <RuntimePane />
    </>
  );
}
