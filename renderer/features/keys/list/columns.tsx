import { Label } from "@patternfly/react-core";
import { Link } from "react-router";
import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { Time } from "../../../ui/Time.tsx";
import { day } from "../../../ui/format.ts";
import { NO_VALUE, byName, byText } from "../../documents/index.ts";
import type { Column } from "../../documents/index.ts";
import { keyWords } from "../../signing/index.ts";
import { keyPath } from "../paths.ts";
import { KEY_STATES, rolesText } from "../words.ts";

const kindText = ({ kind }: SigningKeySummary) => (kind === "private" ? "private, signs here" : "public, signs elsewhere");
const trustText = ({ trusted }: SigningKeySummary) => (trusted ? `${trusted.person}: ${rolesText(trusted.roles)}, until ${day(trusted.validUntil)}` : "");

/** The columns of the list of keys. */
export const KEY_COLUMNS: Column<SigningKeySummary>[] = [
  { key: "name", title: "Name", className: "keys-name", cell: (key) => <Link to={keyPath(key)}>{key.name}</Link>, compare: byName, text: ({ name }) => name },
  { key: "kind", title: "Kind", cell: (key) => <>{key.kind}, {key.type}<div className="sp-quiet">signs {key.kind === "private" ? "here" : "elsewhere"}</div></>, compare: byText(kindText), text: (key) => `${kindText(key)}, ${key.type}` },
  {
    key: "fingerprint",
    title: "Fingerprint",
    cell: (key) => <><Digest value={key.id} /><div className="sp-quiet keys-words">{keyWords(key)}</div></>,
    compare: byText(({ id }) => id),
    text: (key) => `${key.id} ${keyWords(key)}`,
  },
  { key: "trust", title: "In the trust list", className: "sp-wrap", cell: (key) => <InList {...key} />, compare: byText(trustText), text: trustText },
  { key: "created", title: "Created", cell: ({ created }) => <Time at={created} />, compare: (a, b) => byCodeUnit(a.created, b.created), text: ({ created }) => created },
  { key: "state", title: "State", cell: (key) => <KeyState {...key} />, compare: byText(({ state }) => state), text: ({ state }) => state },
];

function InList({ trusted }: SigningKeySummary) {
  if (!trusted) return NO_VALUE;
  return (
    <>
      {trusted.person}
      <div className="sp-quiet">{rolesText(trusted.roles)}</div>
      <div className="sp-quiet">{trusted.revokedAt === undefined ? <>until {day(trusted.validUntil)}</> : <>revoked since {day(trusted.revokedAt)}</>}</div>
    </>
  );
}

export function KeyState({ state }: Pick<SigningKeySummary, "state">) {
  const { word, status } = KEY_STATES[state];
  return <Label isCompact className="sp-fit" {...(status === "custom" ? { color: "grey" } : { status })}>{word}</Label>;
}
