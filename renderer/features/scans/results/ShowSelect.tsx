import { FormSelect, FormSelectOption, FormSelectOptionGroup } from "@patternfly/react-core";
import { parseShow, showText } from "./viewState.ts";
import type { ChangeView, View } from "./viewState.ts";

const GROUPS = [
  { value: "namespace", label: "By namespace" },
  { value: "kind", label: "By kind of owner" },
  { value: "image", label: "By image" },
  { value: "registry", label: "By registry" },
  { value: "rule", label: "By rule" },
];

/** What the rows are shown as: workloads, groups of them, or the map of namespaces and rules. */
export function ShowSelect({ view, labelKeys, onChange }: { view: View; labelKeys: string[]; onChange: ChangeView }) {
  const value = showText(view.show);
  return (
    <FormSelect className="sp-select" aria-label="Show as" value={value} onChange={(_, text) => onChange({ show: parseShow(text), row: undefined })}>
      <FormSelectOption value="" label="Workloads" />
      <FormSelectOption value="heatMap" label="Heat map: namespaces × rules" />
      <FormSelectOptionGroup label="Grouped">
        {GROUPS.map((group) => <FormSelectOption key={group.value} {...group} />)}
        {labelKeys.map((key) => <FormSelectOption key={key} value={`label:${key}`} label={`By label ${key}`} />)}
      </FormSelectOptionGroup>
    </FormSelect>
  );
}
