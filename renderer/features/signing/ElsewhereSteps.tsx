import { useState } from "react";
import { Button, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import type { DetachedRequest } from "../../../shared/ipc/signing.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";

interface Props {
  written: DetachedRequest | undefined;
  /** The signature's file, once it was read. */
  signature: string | undefined;
  onWrite: () => void;
  onRead: () => void;
}

/** What is to be put in place of the capitals in a command. */
const REPLACE: Record<DetachedRequest["commands"][number]["tool"], string> = {
  openssl: "Put the file of the private key in place of PRIVATE.pem. With a token and its provider it is a pkcs11: address.",
  cosign: "Put the file of the private key in place of COSIGN.key.",
  "pkcs11-tool": "Put the key’s id on the token in place of KEYID; “pkcs11-tool --list-objects” shows it. Add --module where the token has its own.",
};

/** A key that is not here signs in three steps: the bytes out, a command where the key is, the signature back. */
export function ElsewhereSteps({ written, signature, onWrite, onRead }: Props) {
  return (
    <ol className="sign-steps" aria-label="Steps to sign elsewhere">
      <li>
        <p className="sign-steps__title">Write what is to be signed</p>
        {written?.files.map(({ path }) => <p key={path}><Done /> <span className="sp-mono">{path}</span></p>)}
        <Button variant={written ? "link" : "secondary"} isInline={written !== undefined} onClick={onWrite}>{written ? "Write it again" : "Write to a file…"}</Button>
      </li>
      <li>
        <p className="sign-steps__title">Sign it where the key is</p>
        {written ? <Commands commands={written.commands} /> : <p className="sp-quiet">Carry the file to the machine with the token, HSM or key file. The commands appear here, ready to copy.</p>}
      </li>
      <li>
        <p className="sign-steps__title">Bring the signature back</p>
        {signature !== undefined && <p><Done /> <span className="sp-mono">{signature}</span></p>}
        <Button variant={signature === undefined ? "secondary" : "link"} isInline={signature !== undefined} isDisabled={!written} onClick={onRead}>
          {signature === undefined ? "Choose the signature file…" : "Choose another"}
        </Button>
      </li>
    </ol>
  );
}

function Done() {
  return <span className="sign-done"><CheckCircleIcon aria-label="Done" /></span>;
}

function Commands({ commands }: Pick<DetachedRequest, "commands">) {
  const [tool, setTool] = useState(commands[0]?.tool);
  const command = commands.find((one) => one.tool === tool);
  return (
    <>
      <ToggleGroup isCompact aria-label="Tool">
        {commands.map((one) => <ToggleGroupItem key={one.tool} text={one.tool} buttonId={`tool-${one.tool}`} isSelected={one.tool === tool} onChange={() => setTool(one.tool)} />)}
      </ToggleGroup>
      {command && (
        <>
          <pre className="sign-command" tabIndex={0} role="region" aria-label={`Command for ${command.tool}`}><code>{command.text}</code></pre>
          <CopyButton text={command.text} label="Copy the command" />
          <p className="sp-quiet">{REPLACE[command.tool]}</p>
        </>
      )}
    </>
  );
}
