import type { ReactNode } from "react";
import { Button } from "@patternfly/react-core";
import type { RowFilter, RowPage } from "../../../../shared/ipc/types.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { MultiSelect } from "../../../ui/MultiSelect.tsx";
import { TextFilter } from "../../../ui/TextFilter.tsx";
import { number } from "../../../ui/format.ts";
import { Chips } from "./Chips.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { ShowSelect } from "./ShowSelect.tsx";
import { isFiltered } from "./viewState.ts";
import type { ChangeView, View } from "./viewState.ts";

interface Props {
  view: View;
  page: RowPage | undefined;
  onChange: ChangeView;
  /** All rows that pass the filter, as text. */
  copyRows: () => Promise<string>;
  /** What stands before the number of rows: the way to show them, what can be done with them. */
  children: ReactNode;
}

/** Narrows the table by text, namespace, rule and kind, and says how many rows are left. */
export function Filters({ view, page, onChange, copyRows, children }: Props) {
  const { filter } = view;
  const set = (part: Partial<RowFilter>, replace = false) => onChange({ filter: withoutEmpty({ ...filter, ...part }) }, { replace });
  return (
    <div className="sp-filters" role="search" aria-label="Filter workloads">
      <TextFilter value={filter.text ?? ""} label="Text in namespace, name, kind or image" placeholder="Namespace, name, kind, image" onChange={(text) => set({ text }, true)} />
      <MultiSelect label="Namespace" choices={plain(page?.namespaces)} selected={filter.namespaces ?? []} onChange={(namespaces) => set({ namespaces })} />
      <MultiSelect
        label="Rule"
        choices={(page?.rules ?? []).map((rule) => ({
          value: rule.key,
          label: rule.definition === "cluster" ? rule.sentence : `${rule.definition}: ${rule.sentence}`,
          count: rule.workloads,
        }))}
        selected={filter.rules ?? []}
        onChange={(rules) => set({ rules })}
      />
      <MultiSelect label="Kind" choices={plain(page?.kinds)} selected={filter.kinds ?? []} onChange={(kinds) => set({ kinds })} />
      <ShowSelect view={view} labelKeys={page?.labelKeys ?? []} onChange={onChange} />
      <SavedViews view={view} onChange={onChange} />
      {isFiltered(filter) && <Button variant="link" isInline onClick={() => onChange({ filter: {} })}>Clear filters</Button>}
      <span className="sp-filters__end">
        <span aria-live="polite">{page ? `${number(page.total)} shown` : ""}</span>
        {view.show.what === "rows" && <CopyButton text={copyRows} label="Copy rows" />}
        {children}
      </span>
      <Chips filter={filter} onChange={onChange} />
    </div>
  );
}

function plain(values: string[] | undefined) {
  return (values ?? []).map((value) => ({ value, label: value || "(none)" }));
}

function withoutEmpty(filter: RowFilter): RowFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== "" && value !== false && !(Array.isArray(value) && value.length === 0)));
}
