import { useState } from "react";
import type { FormEvent } from "react";
import { Button, Divider, DropdownGroup, DropdownItem, DropdownList, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import type { SavedView } from "../../../../shared/ipc/types.ts";
import { useSetSettingsMutation, useSettingsQuery } from "../../../api/api.ts";
import { ActionMenu } from "../../../ui/ActionMenu.tsx";
import { parseView, viewParams } from "./viewState.ts";
import type { ChangeView, View } from "./viewState.ts";

/** *Views*: filters, sorting and grouping under a name; they can be used on every scan. */
export function SavedViews({ view, onChange }: { view: View; onChange: ChangeView }) {
  const { data: settings } = useSettingsQuery();
  const [save] = useSetSettingsMutation();
  const [naming, setNaming] = useState(false);
  const views = settings?.views ?? [];
  const apply = (saved: SavedView) => onChange({ ...parseView(new URLSearchParams(saved.view)), row: undefined });
  const keep = (name: string) => {
    const { row: _, ...shown } = view;
    void save({ views: [...views.filter((other) => other.name !== name), { name, view: viewParams(shown).toString() }] });
    setNaming(false);
  };
  return (
    <>
      <ActionMenu
        position="right"
        toggle={{ isDisabled: !settings, children: "Views" }}
        below={views.length > 0 && (
          <DropdownGroup label="Delete">
            <DropdownList>
              {views.map((saved) => (
                <DropdownItem key={saved.name} isDanger onClick={() => void save({ views: views.filter((other) => other.name !== saved.name) })}>Delete {saved.name}</DropdownItem>
              ))}
            </DropdownList>
          </DropdownGroup>
        )}
      >
        {views.map((saved) => <DropdownItem key={saved.name} onClick={() => apply(saved)}>{saved.name}</DropdownItem>)}
        {views.length > 0 && <Divider component="li" />}
        <DropdownItem onClick={() => setNaming(true)}>Save this view…</DropdownItem>
      </ActionMenu>
      {naming && <NameDialog taken={views.map(({ name }) => name)} onSave={keep} onClose={() => setNaming(false)} />}
    </>
  );
}

function NameDialog({ taken, onSave, onClose }: { taken: string[]; onSave: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState("");
  const wanted = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== "") onSave(wanted);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="view-title">
      <ModalHeader title="Save this view" labelId="view-title" description="Its filters, sorting and grouping; the same for every scan." />
      <ModalBody>
        <Form id="view-form" onSubmit={submit}>
          <FormGroup label="Name" fieldId="view-name" isRequired>
            <TextInput id="view-name" value={name} maxLength={64} isRequired onChange={(_, value) => setName(value)} />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="view-form" isDisabled={wanted === ""}>{taken.includes(wanted) ? "Replace" : "Save"}</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
