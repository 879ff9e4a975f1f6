import { CodeBlock, CodeBlockAction, CodeBlockCode } from "@patternfly/react-core";
import { CopyButton } from "../../../ui/CopyButton.tsx";

/** A patch ready to copy; `kubectl patch --patch-file` takes it as it is, and a manifest takes its lines. */
export function Patch({ text }: { text: string }) {
  return (
    <CodeBlock actions={<CodeBlockAction><CopyButton text={text} label="Copy patch" /></CodeBlockAction>}>
      <CodeBlockCode>{text}</CodeBlockCode>
    </CodeBlock>
  );
}
