import { useState } from "react";
import { Button, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import type { DetachedRequest } from "../../../shared/ipc/signing.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { PURPOSES } from "./purposes.ts";
import type { FileStep } from "./SigningFiles.tsx";
import type { Purpose, SignedElsewhere } from "./types.ts";

interface Props {
  purposes: readonly Purpose[];
  written: DetachedRequest | undefined;
  /** What came back so far. */
  signed: readonly SignedElsewhere[];
  onOpen: (step: FileStep) => void;
}

/** What is to be put in place of the capitals in a command. */
const REPLACE: Record<DetachedRequest["commands"][number]["tool"], string> = {
  openssl: "Put the file of the private key in place of PRIVATE.pem. With a token and its provider it is a pkcs11: address.",
  cosign: "Put the file of the private key in place of COSIGN.key.",
  "pkcs11-tool": "Put the key’s id on the token in place of KEYID; “pkcs11-tool --list-objects” shows it. Add --module where the token has its own.",
};

/** A key that is not here signs in three steps: the bytes out, a command where the key is, the signatures back. */
export function ElsewhereSteps({ purposes, written, signed, onOpen }: Props) {
  const isTwo = purposes.length > 1;
  const isBack = written !== undefined && signed.length === written.files.length;
  return (
    <ol className="sign-steps" aria-label="Steps to sign elsewhere">
      <li>
        <p className="sign-steps__title">Write what is to be signed</p>
        {isTwo && !written && <p className="sp-quiet">Two files: {purposes.map((purpose) => PURPOSES[purpose]).join(", and ")}. Both are signed with the same key.</p>}
        {written?.files.map(({ path, purpose }) => <p key={path}><Done /> {isTwo && <>{sentence(PURPOSES[purpose])}: </>}<span className="sp-mono">{path}</span></p>)}
        <p className="sign-steps__ways">
          <Button variant={written ? "link" : "secondary"} isInline={written !== undefined} onClick={() => onOpen("write")}>{written ? `Write ${isTwo ? "them" : "it"} again` : "Write to a file…"}</Button>
          {!written && <Button variant="link" isInline onClick={() => onOpen("reopen")}>{isTwo ? "They were written before…" : "It was written before…"}</Button>}
        </p>
      </li>
      <li>
        <p className="sign-steps__title">Sign {isTwo ? "both" : "it"} where the key is</p>
        {written ? <Commands commands={written.commands} /> : <p className="sp-quiet">Carry {isTwo ? "the files" : "the file"} to the machine with the token, HSM or key file. The commands appear here, ready to copy.</p>}
      </li>
      <li>
        <p className="sign-steps__title">Bring the {isTwo ? "signatures" : "signature"} back</p>
        {written?.files.map(({ path, purpose }) => <Back key={path} what={isTwo ? PURPOSES[purpose] : undefined} from={signed.find(({ toSign }) => toSign === path)?.from} isBegun={signed.length > 0} />)}
        <Button variant={isBack ? "link" : "secondary"} isInline={isBack} isDisabled={!written} onClick={() => onOpen("read")}>
          {isBack ? "Choose another" : isTwo ? "Choose the signature files…" : "Choose the signature file…"}
        </Button>
      </li>
    </ol>
  );
}

/** The signature over one file: where it came from, or that it is missing while others are there. */
function Back({ what, from, isBegun }: { what: string | undefined; from: string | undefined; isBegun: boolean }) {
  if (from !== undefined) return <p><Done /> {what !== undefined && <>Over {what}: </>}<span className="sp-mono">{from}</span></p>;
  return isBegun ? <p className="sp-quiet">The signature over {what} is missing.</p> : null;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
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
          <CopyButton text={command.text} label={command.text.includes("\n") ? "Copy the commands" : "Copy the command"} />
          <p className="sp-quiet">{REPLACE[command.tool]}</p>
        </>
      )}
    </>
  );
}
