import { useState } from "react";
import {
  Button, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput,
} from "@patternfly/react-core";
import { usePoliciesQuery, useTakeSnapshotMutation } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useScanAndShow } from "../scans/index.ts";
import { KeepValues } from "./KeepValues.tsx";
import { OtherKinds } from "./OtherKinds.tsx";

/** Where workloads are taken to be whose manifest names no namespace. */
const DEFAULT_NAMESPACE = "default";

interface Props {
  paths: string[];
  onStarted?: () => void;
  onClose: () => void;
}

/** Names the cluster data that chosen files hold, and starts to read them; with a policy they are judged while they are read. */
export function ImportDialog({ paths, onStarted, onClose }: Props) {
  const [name, setName] = useState(() => nameOf(paths));
  const [namespace, setNamespace] = useState(DEFAULT_NAMESPACE);
  const [otherKinds, setOtherKinds] = useState(false);
  const [keepValues, setKeepValues] = useState(false);
  const [policy, setPolicy] = useState("");
  const { data: policies = [] } = usePoliciesQuery();
  const [take, { isLoading: isTaking }] = useTakeSnapshotMutation();
  const { scan, isLoading: isStarting, error } = useScanAndShow(onClose);
  const isLoading = isTaking || isStarting;
  const kubernetes = policies.filter(({ platform }) => platform === "kubernetes");

  const submit = async () => {
    const source = { type: "files" as const, paths, ...(namespace.trim() ? { namespace: namespace.trim() } : {}), ...(otherKinds && { otherKinds }) };
    const request = { source, name: name.trim(), ...(keepValues && { keepValues }) };
    if (policy) return scan({ target: request, policy, options: { phase: "deployment" } });
    const answer = await take(request);
    onClose();
    if (!answer.error) onStarted?.();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="import-title">
      <ModalHeader title="Import cluster data" labelId="import-title" />
      <ModalBody>
        <div className="sp-import-paths" role="region" aria-label="Files" tabIndex={0}>
          <ul className="sp-list">
            {paths.map((path) => <li key={path} className="sp-mono">{path}</li>)}
          </ul>
        </div>
        <ErrorNotice error={error} />
        <Form id="import" className="sp-gap" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <FormGroup label="Name" fieldId="import-name" isRequired>
            <TextInput id="import-name" isRequired value={name} onChange={(_, value) => setName(value)} />
            <Hint>How this cluster is called in Sallyport.</Hint>
          </FormGroup>
          <FormGroup label="Namespace of manifests that name none" fieldId="import-namespace">
            <TextInput id="import-namespace" value={namespace} onChange={(_, value) => setNamespace(value)} />
          </FormGroup>
          {kubernetes.length > 0 && (
            <FormGroup label="Scan with" fieldId="import-policy">
              <FormSelect id="import-policy" value={policy} onChange={(_, next) => setPolicy(next)}>
                <FormSelectOption value="" label="No policy yet: import only" />
                {kubernetes.map((one) => <FormSelectOption key={one.name} value={one.name} label={`${one.name} v${one.version}`} />)}
              </FormSelect>
              <Hint>With a policy, the first findings show while the files are still being read.</Hint>
            </FormGroup>
          )}
          <OtherKinds which="Rollouts, CloneSets, Knative Services, JobSets, Ray clusters and whatever else holds one." isChecked={otherKinds} onChange={setOtherKinds} />
          <KeepValues isChecked={keepValues} onChange={setKeepValues} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="import" isDisabled={!name.trim() || isLoading} isLoading={isLoading}>{policy ? "Import and scan" : "Import"}</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

function Hint({ children }: { children: string }) {
  return <FormHelperText><HelperText><HelperTextItem>{children}</HelperTextItem></HelperText></FormHelperText>;
}

/** A name to begin with: that of the first file, without the endings of formats. */
function nameOf(paths: string[]): string {
  const base = paths[0]?.split(/[\\/]/).filter(Boolean).at(-1) ?? "";
  return base.replace(/(\.(ya?ml|json|ndjson|jsonl|gz|zst|tar|tgz|zip|snapshot))+$/i, "") || base;
}
