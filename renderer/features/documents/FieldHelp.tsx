import { FormHelperText, HelperText, HelperTextItem } from "@patternfly/react-core";

interface Props {
  id: string;
  /** What the field expects. */
  text?: string;
  /** What is wrong with what it holds. */
  problem?: string | undefined;
}

/** What a field expects, or what is wrong with what it holds. */
export function FieldHelp({ id, text = "", problem }: Props) {
  if (!text && !problem) return null;
  return (
    <FormHelperText>
      <HelperText id={id} isLiveRegion>
        <HelperTextItem variant={problem ? "error" : "default"}>{problem ?? text}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
