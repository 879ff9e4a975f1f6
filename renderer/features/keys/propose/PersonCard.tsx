import { useState } from "react";
import { Button, Card, CardBody, FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import type { SigningKeySummary, TrustList } from "../../../../shared/ipc/signing.ts";
import { keyWords } from "../../signing/index.ts";
import { ImportKeyDialog } from "../list/ImportKeyDialog.tsx";
import { KeyRow } from "./KeyRow.tsx";
import { addKey, removePerson, renamePerson } from "./content.ts";
import type { Content } from "./content.ts";

interface Props {
  person: TrustList["persons"][number];
  content: Content;
  here: readonly SigningKeySummary[];
  now: number;
  onChange: (change: (before: Content) => Content) => void;
}

/** One person: the name, the keys, and what each may sign. */
export function PersonCard({ person: { id, name }, content, here, now, onChange }: Props) {
  const [importing, setImporting] = useState(false);
  const keys = content.keys.filter(({ person }) => person === id);
  const free = here.filter((key) => key.state === "active" && content.keys.every((listed) => listed.id !== key.id));
  const shown = name || "this person";
  const give = (key: SigningKeySummary) => onChange((before) => addKey(before, id, key, now));
  return (
    <Card component="div" className="propose-person">
      <CardBody>
        <div className="propose-person__head">
          <FormGroup label="Name" fieldId={`person-${id}`} isRequired>
            <TextInput id={`person-${id}`} value={name} maxLength={128} isRequired autoComplete="off" onChange={(_, text) => onChange((before) => renamePerson(before, id, text))} />
          </FormGroup>
          <Button variant="link" isDanger aria-label={`Remove ${shown}`} onClick={() => onChange((before) => removePerson(before, id))}>Remove</Button>
        </div>
        {keys.map((key) => <KeyRow key={key.id} listed={key} content={content} here={here} onChange={onChange} />)}
        <div className="propose-person__add">
          {free.length > 0 && (
            <FormSelect className="propose-person__select" value="" aria-label={`Give ${shown} a key`} onChange={(_, chosen) => {
              const key = free.find((one) => one.id === chosen);
              if (key) give(key);
            }}>
              <FormSelectOption value="" label={keys.length === 0 ? "Give a key…" : "Give another key…"} isPlaceholder />
              {free.map((key) => <FormSelectOption key={key.id} value={key.id} label={`${key.name} · ${keyWords(key)}`} />)}
            </FormSelect>
          )}
          <Button variant="link" onClick={() => setImporting(true)} aria-label={`Import a public key of ${shown}`}>Import a public key…</Button>
        </div>
      </CardBody>
      {importing && <ImportKeyDialog keys={here} onAdded={(key) => { setImporting(false); give(key); }} onClose={() => setImporting(false)} />}
    </Card>
  );
}
