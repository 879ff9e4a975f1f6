import { FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import type { SigningKeySummary } from "../../../shared/ipc/signing.ts";
import { FieldHelp } from "../documents/index.ts";
import { keyWords } from "./keyText.ts";

interface Props {
  keys: readonly SigningKeySummary[];
  chosen: SigningKeySummary;
  personOf: (key: SigningKeySummary) => string | undefined;
  signed: readonly string[];
  onChoose: (id: string) => void;
}

/** The keys that can sign, with the person for whom a signature of each counts. */
export function KeySelect({ keys, chosen, personOf, signed, onChoose }: Props) {
  const person = personOf(chosen);
  const problem = person === undefined ? "A signature of this key counts for nobody: the trust list does not name it for this." : undefined;
  return (
    <FormGroup label="Key" fieldId="sign-key" isRequired>
      <FormSelect id="sign-key" value={chosen.id} aria-describedby="sign-key-help" onChange={(_, id) => onChoose(id)}>
        {keys.map((key) => <FormSelectOption key={key.id} value={key.id} label={optionText(key, personOf(key), signed.includes(key.id))} />)}
      </FormSelect>
      <FieldHelp id="sign-key-help" text={`Fingerprint ${keyWords(chosen)}`} problem={problem} />
    </FormGroup>
  );
}

function optionText({ name, kind }: SigningKeySummary, person: string | undefined, hasSigned: boolean): string {
  const facts = [person ?? "counts for nobody", ...(kind === "public" ? ["signs elsewhere"] : []), ...(hasSigned ? ["has signed"] : [])];
  return `${name} · ${facts.join(" · ")}`;
}
