import { FormGroup, TextInput } from "@patternfly/react-core";
import type { TransparencyLog } from "../../../../shared/model/attestor.ts";
import { FieldHelp } from "../../documents/index.ts";
import type { FieldsProps } from "./fieldsProps.ts";
import { PemField } from "./PemField.tsx";

/** Which transparency log: shown while one is asked for, and as long as something of it is set. */
export function LogFields({ attestor, check, onChange }: FieldsProps) {
  const { enabled, server = "", publicKey = "" } = attestor.transparencyLog;
  if (!enabled && server === "" && publicKey === "") return null;
  const set = (part: "server" | "publicKey", text: string) => onChange((before) => ({ ...before, transparencyLog: withPart(before.transparencyLog, part, text) }));
  const problemAt = (path: string) => check.issues.find((issue) => issue.path === path)?.message;
  const problem = problemAt("transparencyLog.server");
  return (
    <>
      <FormGroup label="Transparency log server" fieldId="attestor-server">
        <TextInput
          id="attestor-server"
          value={server}
          placeholder="https://rekor.example.com"
          validated={problem ? "error" : "default"}
          aria-describedby="attestor-server-help"
          data-path="transparencyLog.server"
          spellCheck={false}
          onChange={(_, text) => set("server", text.trim())}
        />
        <FieldHelp id="attestor-server-help" problem={problem} text="Left empty, the public Rekor instance is meant." />
      </FormGroup>
      <PemField
        id="attestor-log-key"
        label="Transparency log key"
        help="The log’s public key in PEM form; left empty for the public Rekor instance."
        placeholder={"-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----"}
        value={publicKey}
        path="transparencyLog.publicKey"
        problem={problemAt("transparencyLog.publicKey")}
        facts={check.logKey}
        onChange={(text) => set("publicKey", text)}
      />
    </>
  );
}

/** An empty text is none. */
function withPart(log: TransparencyLog, part: "server" | "publicKey", text: string): TransparencyLog {
  const { [part]: _before, ...rest } = log;
  return text === "" ? rest : { ...rest, [part]: text };
}
