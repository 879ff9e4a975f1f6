import { ChipInput } from "../ChipInput.tsx";
import { useImpactNow } from "../EditorContext.ts";
import { Problems } from "../Problems.tsx";
import { messagesAt } from "../logic/issues.ts";
import { splitWords } from "../logic/namespaces.ts";
import { BlockRemedy } from "./ActionMenus.tsx";
import type { RuleView } from "./useRule.ts";

interface Props {
  view: RuleView;
  problemsId: string;
  /** Whether the user asked to limit the rule to namespaces. */
  limiting: boolean;
}

/** Below a ticked rule: where alone it holds, and what is wrong with it. */
export function RuleNotes({ view, problemsId, limiting }: Props) {
  const { rule, path, issues, tied, patch } = view;
  if (!rule.enabled) return null;
  // The tie of Isolate and Terminate to Block is explained by its remedy, in words of its own.
  const messages = issues.filter((issue) => !(tied && issue.path === `${path}.mitigation`)).map((issue) => issue.message);
  const namespaces = rule.namespaces ?? [];
  return (
    <>
      {(limiting || namespaces.length > 0) && <NamespaceLimit view={view} namespaces={namespaces} />}
      {tied && <BlockRemedy rule={rule} onChange={patch} />}
      <Problems id={problemsId} messages={messages} />
    </>
  );
}

/** The namespaces in which alone a rule holds. */
function NamespaceLimit({ view: { path, issues, patch }, namespaces }: { view: RuleView; namespaces: string[] }) {
  const { namespaces: known } = useImpactNow();
  const field = `${path}.namespaces`;
  return (
    <div className="ed-limit">
      only in namespaces{" "}
      <ChipInput
        label="Only in these namespaces: type a name and press Enter"
        values={namespaces}
        split={splitWords}
        onChange={(next) => patch({ namespaces: next.length > 0 ? next : undefined }, field)}
        placeholder="namespace"
        suggestions={known}
        problems={namespaces.map((_, place) => messagesAt(issues, `${field}[${place}]`)[0])}
        path={field}
      />
    </div>
  );
}
