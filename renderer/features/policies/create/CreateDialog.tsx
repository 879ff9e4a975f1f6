import { useState } from "react";
import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Radio, Switch, TextInput } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import type { Platform } from "../../../../shared/model/policy.ts";
import { validatePolicy } from "../../../../shared/rules/validate.ts";
import { useDraftsQuery, usePoliciesQuery, usePutDraftMutation, useStarterQuery, useStartersQuery } from "../../../api/api.ts";
import { windowId } from "../../../api/windowId.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { FieldHelp } from "../../documents/index.ts";
import { policyPath } from "../list/columns.tsx";
import { StarterChoice } from "./StarterChoice.tsx";
import { startingPolicy } from "./starting.ts";
import type { Details } from "./starting.ts";

const PLATFORMS: { platform: Platform; title: string; about: string }[] = [
  { platform: "kubernetes", title: "Kubernetes", about: "Deployment, Continuous and runtime rules, cluster-wide and by namespace." },
  { platform: "ecs", title: "Amazon ECS", about: "Runtime rulesets only." },
];

const UNTOUCHED: Details = { name: undefined, description: undefined, xdrTelemetry: undefined, platform: "kubernetes" };

interface Props {
  /** Id of the starter to begin with; empty: none. */
  starter: string;
  onClose: () => void;
}

/** The details of a new policy. It becomes a draft: nothing is saved before *Create* in the editor. */
export function CreateDialog({ starter: first, onClose }: Props) {
  const navigate = useNavigate();
  const { data: policies = [] } = usePoliciesQuery();
  const { data: drafts = [] } = useDraftsQuery();
  const { data: starters = [], error: startersError } = useStartersQuery();
  const [chosen, setChosen] = useState(first);
  const { currentData: starter, error: starterError } = useStarterQuery({ id: chosen }, { skip: chosen === "" });
  const [putDraft, { error, isLoading }] = usePutDraftMutation();
  const [details, setDetails] = useState(UNTOUCHED);
  const change = (part: Partial<Details>) => setDetails((before) => ({ ...before, ...part }));

  const taken = new Set([...policies, ...drafts].map(({ name }) => name));
  const policy = startingPolicy(details, starter, taken);
  const issues = validatePolicy(policy);
  const nameProblem = issues.find((issue) => issue.path === "name")?.message ?? takenProblem(policy.name, policies, drafts);
  const descriptionProblem = issues.find((issue) => issue.path === "description")?.message;
  const isComplete = nameProblem === undefined && descriptionProblem === undefined && (chosen === "" || starter !== undefined);
  const shownNameProblem = details.name === undefined ? undefined : nameProblem;

  const proceed = async () => {
    change({ name: policy.name });
    if (!isComplete) return;
    const answer = await putDraft({ policy, baseVersion: 0, window: windowId(), after: null });
    if (!answer.error) await navigate(policyPath(policy));
  };
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="create-title" elementToFocus="#policy-name">
      <ModalHeader title="Create a policy" labelId="create-title" />
      <ModalBody>
        <ErrorNotice error={error} title="The draft could not be kept" />
        <ErrorNotice error={startersError ?? starterError} title="The starter policies could not be read" />
        <div className="pol-create">
          <Form id="create-policy" onSubmit={(event) => { event.preventDefault(); void proceed(); }}>
            <FormGroup label="Name" fieldId="policy-name" isRequired>
              <TextInput
                id="policy-name"
                value={policy.name}
                isRequired
                validated={shownNameProblem ? "error" : "default"}
                aria-describedby="policy-name-help"
                onChange={(_, name) => change({ name })}
              />
              <FieldHelp id="policy-name-help" problem={shownNameProblem} text="Letters, digits, underscores and periods; no spaces. It cannot be changed later." />
            </FormGroup>
            <FormGroup label="Description" fieldId="policy-description">
              <TextInput
                id="policy-description"
                value={policy.description}
                validated={descriptionProblem ? "error" : "default"}
                aria-describedby="policy-description-help"
                onChange={(_, description) => change({ description })}
              />
              <FieldHelp id="policy-description-help" problem={descriptionProblem} text="Appears under the name in the policy list. At most 128 characters." />
            </FormGroup>
            <FormGroup>
              <Switch id="policy-xdr" label="XDR Telemetry" isChecked={policy.xdrTelemetry} onChange={(_, xdrTelemetry) => change({ xdrTelemetry })} />
              <FieldHelp id="policy-xdr-help" text="Carried in exports for the product that enforces the policy; Sallyport sends nothing anywhere." />
            </FormGroup>
            <FormGroup role="radiogroup" label="Target platform" isRequired>
              {PLATFORMS.map(({ platform, title, about }) => (
                <Radio
                  key={platform}
                  id={`platform-${platform}`}
                  name="platform"
                  label={title}
                  description={about}
                  isChecked={details.platform === platform}
                  onChange={() => { change({ platform }); if (platform === "ecs") setChosen(""); }}
                />
              ))}
              <FieldHelp id="platform-help" text="Once a platform is set for a policy, it cannot be changed." />
            </FormGroup>
          </Form>
          <StarterChoice starters={starters} chosen={chosen} starter={starter} isOffered={details.platform === "kubernetes"} onChoose={setChosen} />
        </div>
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
