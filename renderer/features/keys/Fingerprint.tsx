import { fingerprintGroups } from "../../../shared/bundle/fingerprint.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";

/** A fingerprint to read aloud: words in rows of four with their numbers, and the digits. */
export function Fingerprint({ value, words }: { value: string; words: readonly string[] }) {
  return (
    <div className="keys-fingerprint">
      <ol className="keys-fingerprint__words" aria-label="Fingerprint in words">
        {words.map((word, place) => <li key={`${place} ${word}`}><span className="keys-fingerprint__place" aria-hidden>{place + 1}</span>{word}</li>)}
      </ol>
      <p className="sp-mono" aria-label="Fingerprint in digits">{fingerprintGroups(value)}</p>
      <div className="keys-actions">
        <CopyButton text={words.join(" ")} label="Copy the words" />
        <CopyButton text={value} label="Copy the digits" />
      </div>
    </div>
  );
}
