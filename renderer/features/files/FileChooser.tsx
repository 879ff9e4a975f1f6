import { useState } from "react";
import type { ReactNode } from "react";
import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { FolderBrowser } from "./FolderBrowser.tsx";
import type { Browsing } from "./FolderBrowser.tsx";

interface Props {
  title: string;
  /** What may be chosen, and what happens then. */
  description: ReactNode;
  /** The button's words: *Open*, *Add kubeconfig*. */
  confirm: string;
  /** Whether several can be chosen. */
  multiple?: boolean;
  /** Shown above the folder: why the last choice was refused. */
  notice?: ReactNode;
  onChoose: (paths: string[]) => void;
  onClose: () => void;
}

/**
 * Chooses files and folders. What is ticked is chosen; with nothing ticked, a path typed into the field is, whether it is
 * a file or a folder.
 */
export function FileChooser({ title, description, confirm, multiple = false, notice, onChoose, onClose }: Props) {
  const [selected, setSelected] = useState<string[]>([]);
  const [browsing, setBrowsing] = useState<Browsing>({ typed: "", listing: undefined });

  const toggle = (path: string, on: boolean) =>
    setSelected((before) => (on ? [...(multiple ? before.filter((other) => other !== path) : []), path] : before.filter((other) => other !== path)));
  const typed = browsing.typed.trim();
  const typedIsNew = typed !== "" && typed !== browsing.listing?.path;
  const chosen = selected.length > 0 ? selected : typedIsNew ? [typed] : [];
  const summary = selected.length > 0 ? selected.join(", ") : typedIsNew ? typed : "nothing yet";

  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="chooser-title" aria-describedby="chooser-description">
      <ModalHeader title={title} labelId="chooser-title" description={description} descriptorId="chooser-description" />
      <ModalBody>
        {notice}
        <FolderBrowser selected={selected} onToggle={toggle} onBrowse={setBrowsing} />
        <p className="sp-browser__chosen" aria-live="polite">Chosen: <span className="sp-mono">{summary}</span></p>
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={chosen.length === 0} onClick={() => onChoose(chosen)}>{confirm}</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
