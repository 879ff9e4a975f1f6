import { Button, Checkbox, FormGroup, TextInput } from "@patternfly/react-core";
import { signedTime } from "../../../../shared/bundle/time.ts";
import { TRUST_ROLES } from "../../../../shared/ipc/signing.ts";
import type { ListedKey, SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { keyNamer } from "../trust/listWords.ts";
import { ROLE_TITLES } from "../words.ts";
import { changeKey, dayEnd, dayStart, removeKey, revokeKey, setRole } from "./content.ts";
import type { Content } from "./content.ts";

interface Props {
  listed: ListedKey;
  content: Content;
  here: readonly SigningKeySummary[];
  onChange: (change: (before: Content) => Content) => void;
}

/** One key of a person: what it may sign, from when to when, and whether it is revoked. */
export function KeyRow({ listed: { id, validFrom, validUntil, revokedAt }, content, here, onChange }: Props) {
  const name = keyNamer(here)(id);
  const isRevoked = revokedAt !== undefined;
  return (
    <div className="propose-key" role="group" aria-label={`Key ${name}`}>
      <div className="propose-key__name"><strong>{name}</strong> <Digest value={id} /></div>
      <div className="propose-key__roles" role="group" aria-label={`What ${name} may sign`}>
        {TRUST_ROLES.map((role) => (
          <Checkbox key={role} id={`${role}-${id}`} label={ROLE_TITLES[role]} isDisabled={isRevoked} isChecked={content.roles[role].keys.includes(id)} onChange={(_, may) => onChange((before) => setRole(before, role, id, may))} />
        ))}
      </div>
      <FormGroup label="Valid from" fieldId={`from-${id}`}>
        <TextInput id={`from-${id}`} type="date" value={validFrom.slice(0, 10)} onChange={(_, day) => day && onChange((before) => changeKey(before, id, { validFrom: dayStart(day) }))} />
      </FormGroup>
      <FormGroup label="Valid until" fieldId={`until-${id}`}>
        <TextInput id={`until-${id}`} type="date" value={validUntil.slice(0, 10)} onChange={(_, day) => day && onChange((before) => changeKey(before, id, { validUntil: dayEnd(day) }))} />
      </FormGroup>
      <div className="propose-key__end">
        <Checkbox id={`revoked-${id}`} label="Revoked" aria-label={`${name} is revoked`} isChecked={isRevoked} onChange={(_, on) => onChange((before) => revokeKey(before, id, on ? signedTime(new Date().toISOString()) : undefined))} />
        <Button variant="link" isInline aria-label={`Take out ${name}`} onClick={() => onChange((before) => removeKey(before, id))}>Take out</Button>
      </div>
    </div>
  );
}
