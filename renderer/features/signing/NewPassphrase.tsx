import { Progress, ProgressMeasureLocation } from "@patternfly/react-core";
import { passphraseStrength } from "../../../shared/bundle/passphrase.ts";
import type { PassphraseGrade } from "../../../shared/ipc/signing.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import "./signing.css";

/** A passphrase and its repetition, as typed so far. */
export interface TypedTwice {
  passphrase: string;
  repeated: string;
}

export const NOTHING_TYPED: TypedTwice = { passphrase: "", repeated: "" };

/** Long enough, and typed the same twice. */
export function isFit({ passphrase, repeated }: TypedTwice): boolean {
  return passphraseStrength(passphrase).grade !== "too-short" && passphrase === repeated;
}

const GRADES: Record<PassphraseGrade, { word: string; variant: "danger" | "warning" | "success" }> = {
  "too-short": { word: "Too short", variant: "danger" },
  weak: { word: "Weak", variant: "danger" },
  fair: { word: "Fair", variant: "warning" },
  strong: { word: "Strong", variant: "success" },
};
/** At which the meter is full. Bits. */
const FULL = 80;

interface Props {
  id: string;
  typed: TypedTwice;
  onChange: (typed: TypedTwice) => void;
}

/** A new passphrase, typed twice, with a guess of how well it would withstand someone who has the key file. */
export function NewPassphrase({ id, typed, onChange }: Props) {
  const { passphrase, repeated } = typed;
  const differs = repeated !== "" && !passphrase.startsWith(repeated) ? "It differs from the passphrase above." : undefined;
  return (
    <>
      <PassphraseField id={id} label="New passphrase" value={passphrase} onChange={(text) => onChange({ ...typed, passphrase: text })} help="Four or more words that nobody would guess together are easy to remember and hard to try." />
      {passphrase !== "" && <Strength passphrase={passphrase} />}
      <PassphraseField id={`${id}-again`} label="Passphrase again" value={repeated} onChange={(text) => onChange({ ...typed, repeated: text })} problem={differs} />
    </>
  );
}

function Strength({ passphrase }: { passphrase: string }) {
  const { grade, bits, advice } = passphraseStrength(passphrase);
  const { word, variant } = GRADES[grade];
  return (
    <div className="sign-strength" role="status" aria-label="Strength of the passphrase">
      <Progress value={Math.min(100, Math.round((bits / FULL) * 100))} title={word} measureLocation={ProgressMeasureLocation.none} size="sm" variant={variant} aria-label="Strength" />
      {advice && <span className="sp-quiet">{advice}</span>}
    </div>
  );
}
