import { Label } from "@patternfly/react-core";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";
import { Time } from "../../../ui/Time.tsx";
import { count, number } from "../../../ui/format.ts";
import { NO_VALUE, UsedBy, byName, byText, descriptionUnderName } from "../../documents/index.ts";
import type { Column } from "../../documents/index.ts";
import { labelsInWords } from "../labels.ts";
import type { RulesetItem } from "./items.ts";

export function rulesetPath({ name }: { name: string }): string {
  return `/rulesets/${encodeURIComponent(name)}`;
}

/** The columns of the list of rulesets. */
export const RULESET_COLUMNS: Column<RulesetItem>[] = [
  {
    key: "name",
    title: "Name",
    className: "doc-name",
    cell: (item) => descriptionUnderName(rulesetPath(item), item, item.hasDraft && <Label isCompact color="blue">{item.revision > 0 ? "unsaved changes" : "draft, never saved"}</Label>),
    compare: byName,
    text: ({ name, description }) => (description ? `${name}: ${description}` : name),
  },
  { key: "labels", title: "Pods", className: "sp-wrap", cell: labelsInWords, compare: byText(labelsInWords), text: labelsInWords },
  {
    key: "rules",
    title: "Rules",
    cell: ({ ruleCount }) => number(ruleCount),
    compare: (a, b) => a.ruleCount - b.ruleCount,
    text: ({ ruleCount }) => String(ruleCount),
  },
  {
    key: "custom",
    title: "Custom rules",
    cell: ({ customFileCount }) => (customFileCount === 0 ? NO_VALUE : count(customFileCount, "file")),
    compare: (a, b) => a.customFileCount - b.customFileCount,
    text: ({ customFileCount }) => (customFileCount === 0 ? "none" : count(customFileCount, "file")),
  },
  {
    key: "usedBy",
    title: "Used by",
    className: "sp-wrap",
    cell: ({ usedBy }) => <UsedBy policies={usedBy} tab="runtime" />,
    compare: (a, b) => a.usedBy.length - b.usedBy.length,
    text: ({ usedBy }) => usedBy.join(", "),
  },
  {
    key: "updated",
    title: "Updated",
    cell: ({ updated }) => <Time at={updated} />,
    compare: (a, b) => byCodeUnit(a.updated, b.updated),
    text: ({ updated }) => updated,
  },
];
