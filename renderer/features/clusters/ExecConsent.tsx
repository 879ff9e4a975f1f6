import { Button, CodeBlock, CodeBlockCode, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { ContextInfo } from "../../../shared/ipc/types.ts";

interface Props {
  context: ContextInfo;
  exec: NonNullable<ContextInfo["exec"]>;
  onAgree: () => void;
  onClose: () => void;
}

/** Shows the exact command a kubeconfig wants run to sign in. A program of a file's choosing runs only with consent. */
export function ExecConsent({ context, exec, onAgree, onClose }: Props) {
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="consent-title" aria-describedby="consent-body">
      <ModalHeader title={`Run a command to sign in to ${context.name}?`} titleIconVariant="warning" labelId="consent-title" />
      <ModalBody id="consent-body">
        <p>The kubeconfig {context.file} signs in by running this program on your machine, with your rights:</p>
        <CodeBlock className="sp-gap">
          <CodeBlockCode>{[exec.command, ...exec.args].map(quoted).join(" ")}</CodeBlockCode>
        </CodeBlock>
        <p className="sp-gap">Agree only if you know the program and trust the kubeconfig. You are asked again when the command or the file changes.</p>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onAgree}>Run it for this context</Button>
        <Button variant="link" onClick={onClose}>Do not run it</Button>
      </ModalFooter>
    </Modal>
  );
}

/** As it would be typed: words with anything but plain characters in quotes. */
function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word);
}
