import { useEffect, useState } from "react";
import { Button } from "@patternfly/react-core";
import CheckIcon from "@patternfly/react-icons/dist/esm/icons/check-icon";
import CopyIcon from "@patternfly/react-icons/dist/esm/icons/copy-icon";

interface Props {
  /** What is copied; a function when it is costly to make. */
  text: string | (() => string | Promise<string>);
  /** What the button does, read aloud and, unless `iconOnly`, shown. */
  label: string;
  iconOnly?: boolean;
}

/** Copies text and says so. */
export function CopyButton({ text, label, iconOnly = false }: Props) {
  const [outcome, setOutcome] = useState<"" | "Copied" | "Could not copy">("");
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(""), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      setOutcome("Copied");
    } catch {
      setOutcome("Could not copy");
    }
  };
  return (
    <>
      <Button
        variant={iconOnly ? "plain" : "link"}
        size="sm"
        isInline={!iconOnly}
        icon={outcome === "Copied" ? <CheckIcon /> : <CopyIcon />}
        aria-label={outcome || label}
        onClick={() => void copy()}
      >
        {iconOnly ? null : outcome || label}
      </Button>
      <span className="pf-v6-screen-reader" role="status">{outcome}</span>
    </>
  );
}
