import { isObject, type JsonObject } from "../../kernel/json.ts";
import type { CustomRuleFile } from "../../model/ruleset.ts";
import { refuse, remark } from "../context.ts";
import { at, raw, type Fields } from "../fields.ts";
import { toYaml } from "../yamlText.ts";

/**
 * The rule files in a CustomRuleset's `spec.definition`, which is free-form in the resource definition and documented
 * nowhere. Read are: files by name (as in a config map), one text of Falco YAML, and Falco's items as a list, alone or
 * under `rules`.
 */
export function readDefinitionFiles(spec: Fields, rulesetName: string): CustomRuleFile[] {
  const definition = raw(spec, "definition");
  const single = `${rulesetName}.yaml`;
  if (typeof definition === "string") return [{ name: single, text: definition }];
  if (Array.isArray(definition)) return [listFile(spec, single, definition)];
  if (isObject(definition)) {
    const entries = Object.entries(definition);
    if (entries.length > 0 && entries.every(([name, text]) => typeof text === "string" && /\.ya?ml$/.test(name))) {
      return entries.map(([name, text]) => ({ name, text: text as string }));
    }
    if (entries.length === 1 && Array.isArray(definition["rules"])) return [listFile(spec, single, definition["rules"])];
  }
  return refuse(spec.context, at(spec, "definition"), "spec.definition holds no Falco rules that Sallyport can find.", "Write the rule files by name: definition: { my-rules.yaml: \"…\" }.");
}

/** Files by name. */
export function writeDefinitionFiles(files: CustomRuleFile[]): JsonObject {
  return Object.fromEntries(files.map(({ name, text }) => [name, text]));
}

function listFile(spec: Fields, name: string, items: unknown[]): CustomRuleFile {
  remark(spec.context, `The Falco rules stand in the resource as a list: they become the file ${name}.`, spec.map, "definition");
  return { name, text: toYaml(items) };
}
