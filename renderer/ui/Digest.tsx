import { CopyButton } from "./CopyButton.tsx";

/** A digest shortened to its first twelve digits, whole on hover and in the copy. */
export function Digest({ value }: { value: string }) {
  const [algorithm, digits] = value.includes(":") ? (value.split(":", 2) as [string, string]) : ["", value];
  return (
    <span className="sp-digest">
      <code title={value}>{algorithm && `${algorithm}:`}{digits.slice(0, 12)}…</code>
      <CopyButton text={value} label="Copy digest" iconOnly />
    </span>
  );
}
