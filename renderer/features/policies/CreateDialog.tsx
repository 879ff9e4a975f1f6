import { useState } from "react";
import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, Radio, Switch, TextInput } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Platform } from "../../../shared/model/policy.ts";
import { validatePolicy } from "../../../shared/rules/validate.ts";
import { useDraftsQuery, usePoliciesQuery, usePutDraftMutation } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";

const PLATFORMS: { platform: Platform; title: string; about: string }[] = [
  { platform: "kubernetes", title: "Kubernetes", about: "Deployment, Continuous and runtime rules, cluster-wide and by namespace." },
  { platform: "ecs", title: "Amazon ECS", about: "Runtime rulesets only." },
];

/** The details of a new policy. It becomes a draft: nothing is saved before *Create* in the editor. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { data: policies = [] } = usePoliciesQuery();
  const { data: drafts = [] } = useDraftsQuery();
  const [putDraft, { error, isLoading }] = usePutDraftMutation();
  const [name, setName] = useState("");
  const [wasNamed, setWasNamed] = useState(false);
  const [description, setDescription] = useState("");
  const [xdrTelemetry, setXdrTelemetry] = useState(false);
  const [platform, setPlatform] = useState<Platform>("kubernetes");

  const policy = { ...emptyPolicy(name, platform, description), xdrTelemetry };
  const issues = validatePolicy(policy);
  const nameProblem = issues.find((issue) => issue.path === "name")?.message ?? takenProblem(name, policies, drafts);
  const descriptionProblem = issues.find((issue) => issue.path === "description")?.message;
  const isComplete = nameProblem === undefined && descriptionProblem === undefined;

  const proceed = async () => {
    setWasNamed(true);
    if (!isComplete) return;
    const answer = await putDraft({ policy, baseVersion: 0 });
    if (!answer.error) await navigate(`/policies/${encodeURIComponent(name)}`);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="create-title" elementToFocus="#policy-name">
      <ModalHeader title="Create a policy" labelId="create-title" />
      <ModalBody>
        <ErrorNotice error={error} title="The draft could not be kept" />
        <Form id="create-policy" onSubmit={(event) => { event.preventDefault(); void proceed(); }}>
          <FormGroup label="Name" fieldId="policy-name" isRequired>
            <TextInput
              id="policy-name"
              value={name}
              isRequired
              validated={wasNamed && nameProblem ? "error" : "default"}
              aria-describedby="policy-name-help"
              onChange={(_, text) => { setName(text); setWasNamed(true); }}
            />
            <Help id="policy-name-help" problem={wasNamed ? nameProblem : undefined} text="Letters, digits, underscores and periods; no spaces. It cannot be changed later." />
          </FormGroup>
          <FormGroup label="Description" fieldId="policy-description">
            <TextInput
              id="policy-description"
              value={description}
              validated={descriptionProblem ? "error" : "default"}
              aria-describedby="policy-description-help"
              onChange={(_, text) => setDescription(text)}
            />
            <Help id="policy-description-help" problem={descriptionProblem} text="Appears under the name in the policy list." />
          </FormGroup>
          <FormGroup>
            <Switch id="policy-xdr" label="XDR Telemetry" isChecked={xdrTelemetry} onChange={(_, on) => setXdrTelemetry(on)} />
            <Help text="Carried in exports for the product that enforces the policy; Sallyport sends nothing anywhere." />
          </FormGroup>
          <FormGroup role="radiogroup" label="Target platform" isRequired>
            {PLATFORMS.map((one) => (
              <Radio
                key={one.platform}
                id={`platform-${one.platform}`}
                name="platform"
                label={one.title}
                description={one.about}
                isChecked={platform === one.platform}
                onChange={() => setPlatform(one.platform)}
              />
            ))}
            <Help text="Once a platform is set for a policy, it cannot be changed." />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="create-policy" isAriaDisabled={!isComplete} isLoading={isLoading}>Proceed to security controls</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

/** Why a name cannot be used again: a draft under that name would be overwritten. */
function takenProblem(name: string, policies: { name: string }[], drafts: { name: string }[]): string | undefined {
  if (policies.some((other) => other.name === name)) return `There is a policy ${name} already.`;
  return drafts.some((other) => other.name === name) ? `There is a draft ${name} already, which was never saved.` : undefined;
}

/** What a field expects, or what is wrong with what it holds. */
function Help({ id, text, problem }: { id?: string; text: string; problem?: string | undefined }) {
  return (
    <FormHelperText>
      <HelperText {...(id ? { id } : {})} isLiveRegion>
        <HelperTextItem variant={problem ? "error" : "default"}>{problem ?? text}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
