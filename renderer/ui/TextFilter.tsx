import { useEffect, useEffectEvent, useState } from "react";
import { SearchInput } from "@patternfly/react-core";

/** Typing rests this long, in milliseconds, before it is looked for. */
const TYPING_REST = 60;

interface Props {
  value: string;
  /** Where the text is looked for, read aloud. */
  label: string;
  /** The same in few words, inside the field. */
  placeholder: string;
  onChange: (text: string) => void;
}

/** Narrows a list by a text; it is asked for once typing rests. */
export function TextFilter({ value, label, placeholder, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [sent, setSent] = useState(value);
  // A value from elsewhere (*back*, a cleared filter) replaces what is typed; the echo of one's own must not.
  if (value !== known) {
    setKnown(value);
    if (value !== sent) {
      setTyped(value);
      setSent(value);
    }
  }
  const send = (text: string) => {
    setTyped(text);
    setSent(text);
    onChange(text);
  };
  const rest = useEffectEvent(() => send(typed));
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(rest, TYPING_REST);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return <SearchInput className="sp-filters__text" aria-label={label} placeholder={placeholder} value={typed} onChange={(_, text) => setTyped(text)} onClear={() => send("")} />;
}
