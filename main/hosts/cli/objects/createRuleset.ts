import { basename } from "node:path";
import { emptyRuleset, RUNTIME_MITIGATIONS, type PodLabel, type RulesetRule } from "../../../../shared/model/ruleset.ts";
import { readTextFile } from "../../../files/textFile.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { visible } from "../terminal.ts";

export interface CreateRulesetFlags extends StoredFlags {
  description: string;
  rule?: string[];
  label?: string[];
  notAny?: boolean;
  custom?: string[];
}

export const runCreate: Run<CreateRulesetFlags> = async ([name = ""], flags) => {
  const customRules = [];
  for (const file of flags.custom ?? []) customRules.push({ name: basename(file), text: need(await readTextFile(file)) });
  const ruleset = {
    ...emptyRuleset(name, flags.description),
    labels: (flags.label ?? []).map(labelOf),
    labelMatchingCondition: flags.notAny ? ("notAny" as const) : ("any" as const),
    rules: (flags.rule ?? []).map(ruleOf),
    customRules,
  };
  if (flags.notAny && ruleset.labels.length === 0) stop("--not-any says which pods are left out: name their labels with --label.");
  const saved = await withApplication(flags.store, (app) => app.call("rulesets.create", { ruleset }));
  await print(flags, "sallyport/saved-ruleset/v1", saved, () => `Created ${visible(saved.ruleset.name)}.\n`);
  for (const { message } of saved.warnings ?? []) warn(`warning: ${message}`);
  return EXIT.fine;
};

/** `TM-00000006` or `TM-00000006=isolate`. */
function ruleOf(text: string): RulesetRule {
  const [id = "", word = "log"] = text.split("=", 2);
  const mitigation = RUNTIME_MITIGATIONS.find((each) => each === word.toLowerCase());
  return mitigation ? { id, mitigation } : stop(`--rule ${text}: "${word}" is no mitigation. Write ${RUNTIME_MITIGATIONS.join(", ")}, as in ${id}=log.`);
}

/** `app=web` */
function labelOf(text: string): PodLabel {
  const [, key, value] = /^([^=]*)=(.*)$/.exec(text) ?? stop(`--label ${text}: write a label as key=value, such as app=web.`);
  return { key: key ?? "", value: value ?? "" };
}
