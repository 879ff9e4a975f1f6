import { useState } from "react";
import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextArea, TextInput, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { isFingerprintWord } from "../../../../shared/bundle/fingerprint.ts";
import type { TrustListView } from "../../../../shared/ipc/signing.ts";
import { usePinTrustMutation } from "../../../api/keysTrust.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Matrix } from "./Matrix.tsx";
import { heardWords, openPlaces } from "./heard.ts";

interface Props {
  path: string;
  view: TrustListView;
  onClose: () => void;
}

/**
 * Pins the first list. A tick under "I have compared" is given without looking; so words are left open that only who reads
 * the fingerprint aloud can say, and the program compares.
 */
export function PinDialog({ path, view, onClose }: Props) {
  const dispatch = useAppDispatch();
  const [pin, { error, isLoading, reset }] = usePinTrustMutation();
  const [isWritten, setIsWritten] = useState(false);
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(new Map());
  const [text, setText] = useState("");
  const [open] = useState(() => openPlaces(view.words.length, Math.random));
  const isReady = isWritten ? text.trim() !== "" : open.every((place) => isFingerprintWord(typed.get(place) ?? "", place));
  const { version } = view.list;

  const compare = async () => {
    const answer = await pin({ path, fingerprint: isWritten ? text : heardWords(view.words, typed) });
    if (!answer.data) return;
    dispatch(noticed({ variant: "success", title: `Version ${version} of the trust list is trusted here` }));
    onClose();
  };
  const turn = (written: boolean) => {
    reset();
    setIsWritten(written);
  };
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="pin-title">
      <ModalHeader
        title={`Pin the first trust list: version ${version}`}
        labelId="pin-title"
        description="Whom you trust from now on rests on this one comparison. Call someone who keeps the list, at a number you know already, and have its fingerprint read to you. Do not take it from the mail or medium that brought the file."
      />
      <ModalBody>
        <Form id="pin-form" onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isLoading) void compare();
        }}>
          <ToggleGroup aria-label="How the fingerprint comes">
            <ToggleGroupItem text="Read to me" buttonId="pin-heard" isSelected={!isWritten} onChange={() => turn(false)} />
            <ToggleGroupItem text="I have it in writing" buttonId="pin-written" isSelected={isWritten} onChange={() => turn(true)} />
          </ToggleGroup>
          {isWritten ? (
            <FormGroup label="Fingerprint, in digits or words" fieldId="pin-text">
              <TextArea id="pin-text" value={text} rows={3} spellCheck={false} className="sp-mono" onChange={(_, value) => setText(value)} />
            </FormGroup>
          ) : (
            <Heard words={view.words} open={open} typed={typed} onType={(place, word) => setTyped(new Map(typed).set(place, word))} />
          )}
          <ErrorNotice error={error} title="Not pinned" />
        </Form>
        <h2 className="trust-heading sp-gap">Whom it would trust</h2>
        <Matrix view={view} />
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="pin-form" isDisabled={!isReady || isLoading} isLoading={isLoading}>Compare and trust this list</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

interface HeardProps {
  words: readonly string[];
  open: readonly number[];
  typed: ReadonlyMap<number, string>;
  onType: (place: number, word: string) => void;
}

function Heard({ words, open, typed, onType }: HeardProps) {
  return (
    <div className="trust-heard">
      <p id="pin-help">Follow the words as they are read, and type those that are missing. Stop if one differs.</p>
      <ol className="keys-fingerprint__words" aria-label="Fingerprint in words">
        {words.map((word, place) => (
          <li key={`${place} ${word}`}>
            <span className="keys-fingerprint__place" aria-hidden>{place + 1}</span>
            {open.includes(place) ? <HeardWord place={place} text={typed.get(place) ?? ""} onType={onType} /> : word}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A word of another place, or none of the list, was misheard or mistyped: its field says so once it is left. */
function HeardWord({ place, text, onType }: { place: number; text: string; onType: HeardProps["onType"] }) {
  const [isLeft, setIsLeft] = useState(false);
  const isStrange = isLeft && text.trim() !== "" && !isFingerprintWord(text, place);
  return (
    <TextInput
      aria-label={isStrange ? `Word ${place + 1}: not a word that can stand here` : `Word ${place + 1}`}
      aria-describedby="pin-help"
      title={isStrange ? "Not a word that can stand here: ask for it again." : ""}
      value={text}
      validated={isStrange ? "error" : "default"}
      autoComplete="off"
      spellCheck={false}
      onChange={(_, typed) => onType(place, typed)}
      onFocus={() => setIsLeft(false)}
      onBlur={() => setIsLeft(true)}
    />
  );
}
