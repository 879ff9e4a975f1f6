import { Button, CodeBlock, CodeBlockCode, Content, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { VERIFY_TEXT } from "../../../../shared/bundle/verifyText.ts";
import type { BundleSummary } from "../../../../shared/ipc/signing.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { bundleFileName } from "../words.ts";

/** How others check the bundle, with Sallyport's command line and without Sallyport. */
export function Elsewhere({ bundle, onClose }: { bundle: BundleSummary; onClose: () => void }) {
  const file = bundleFileName(bundle);
  const command = `sallyport verify ${file} --key signer.pub`;
  const text = VERIFY_TEXT.replaceAll("NAME.polbundle", file);
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="elsewhere-title">
      <ModalHeader title="Verify elsewhere" labelId="elsewhere-title" description="Whoever receives the file needs no trust in this machine: each signature is checked with the signer's public key, without a network." />
      <ModalBody tabIndex={0} aria-label="Commands" className="bun-stack">
        <Content component="p">By Sallyport's command line, without a store. Repeat --key for each signer whose key you hold:</Content>
        <CodeBlock actions={<CopyButton text={command} label="Copy command" />}><CodeBlockCode>{command}</CodeBlockCode></CodeBlock>
        <Content component="p">Without Sallyport. The same text lies in the bundle as VERIFY.txt:</Content>
        <CodeBlock actions={<CopyButton text={text} label="Copy text" />}><CodeBlockCode>{text}</CodeBlockCode></CodeBlock>
      </ModalBody>
      <ModalFooter><Button onClick={onClose}>Close</Button></ModalFooter>
    </Modal>
  );
}
