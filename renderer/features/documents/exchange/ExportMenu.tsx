import { DropdownItem } from "@patternfly/react-core";
import { ActionMenu } from "../../../ui/ActionMenu.tsx";
import { FORMAT_TITLES } from "./formats.ts";

interface Props<F extends keyof typeof FORMAT_TITLES> {
  formats: readonly F[];
  isDisabled: boolean;
  onChoose: (format: F) => void;
}

/** *Export*: what was saved last, in one of the formats. */
export function ExportMenu<F extends keyof typeof FORMAT_TITLES>({ formats, isDisabled, onChoose }: Props<F>) {
  return (
    <ActionMenu toggle={{ isDisabled, children: "Export" }}>
      {formats.map((format) => <DropdownItem key={format} onClick={() => onChoose(format)}>{FORMAT_TITLES[format]}</DropdownItem>)}
    </ActionMenu>
  );
}
