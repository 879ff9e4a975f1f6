import { Button } from "@patternfly/react-core";
import { CONTINUOUS_EFFECTS, RESTART_REASONS } from "../../../../shared/audit/results.ts";
import type { ContinuousEffect, RestartReason } from "../../../../shared/audit/results.ts";
import type { RowFilter, ScanSummary } from "../../../../shared/ipc/types.ts";
import { useScanOutlookQuery } from "../../../api/api.ts";
import { number } from "../../../ui/format.ts";
import type { ChangeView, View } from "./viewState.ts";

/** What each reason means, in the fewest words and in a sentence. */
export const RESTART_WORDS: Record<RestartReason, { short: string; long: string }> = {
  template: { short: "template changed", long: "The template changed since its pods started." },
  sidecar: { short: "sidecar added", long: "A container that is added at admission is blocked." },
  namespace: { short: "namespace label changed", long: "The namespace was left alone at the scan before; its label is gone." },
  exception: { short: "exception expired", long: "An exception that let it start has expired." },
  policy: { short: "started before the policy", long: "What runs violates the policy too: it started before that was in force." },
};

const EFFECT_WORDS: Record<ContinuousEffect, string> = { terminate: "Continuous would terminate", isolate: "Continuous would isolate" };

interface Props {
  scan: ScanSummary;
  view: View;
  onChange: ChangeView;
}

/** What runs today and would not go on: after a restart, by reason, and under Continuous. Each is a filter. */
export function Outlook({ scan, view, onChange }: Props) {
  const { data } = useScanOutlookQuery({ id: scan.id }, { skip: scan.state === "running" });
  const { filter } = view;
  const set = (part: Partial<RowFilter>) => onChange({ filter: { ...filter, ...part } });
  const all = filter.wouldNotComeBack ?? false;
  // Why is asked once one looks at them; until then the page keeps its room for the table.
  const areReasonsShown = all || filter.restart !== undefined;
  const total = data?.wouldNotComeBack ?? scan.wouldNotComeBack;
  return (
    <>
      <Switch pressed={all} text={`Would not come back after a restart: ${number(total)}`} onPress={() => set({ wouldNotComeBack: all ? undefined : true, restart: undefined })} />
      {data && areReasonsShown && RESTART_REASONS.filter((reason) => data.restart[reason] > 0).map((reason) => (
        <Switch
          key={reason}
          pressed={filter.restart?.includes(reason) ?? false}
          text={`${RESTART_WORDS[reason].short}: ${number(data.restart[reason])}`}
          title={RESTART_WORDS[reason].long}
          onPress={() => set({ restart: toggled(filter.restart, reason), wouldNotComeBack: undefined })}
        />
      ))}
      {data && CONTINUOUS_EFFECTS.filter((effect) => data[effect] > 0).map((effect) => (
        <Switch
          key={effect}
          pressed={filter.continuous?.includes(effect) ?? false}
          text={`${EFFECT_WORDS[effect]}: ${number(data[effect])}`}
          onPress={() => set({ continuous: toggled(filter.continuous, effect) })}
        />
      ))}
    </>
  );
}

function toggled<T>(chosen: T[] | undefined, one: T): T[] | undefined {
  const rest = chosen?.includes(one) ? chosen.filter((other) => other !== one) : [...(chosen ?? []), one];
  return rest.length > 0 ? rest : undefined;
}

function Switch({ pressed, text, title, onPress }: { pressed: boolean; text: string; title?: string; onPress: () => void }) {
  return (
    <Button variant={pressed ? "secondary" : "tertiary"} size="sm" aria-pressed={pressed} isClicked={pressed} title={title} onClick={onPress}>
      {text}
    </Button>
  );
}
