/**
 * A runtime ruleset as Sallyport keeps it: predefined rules by id, and custom Falco rules as the files they were written
 * in. Field names and limits: vendor-facts §5.
 */

export const RULESET_SCHEMA = "sallyport/ruleset/v1";

export const RUNTIME_MITIGATIONS = ["log", "isolate", "terminate"] as const;
export type RuntimeMitigation = (typeof RUNTIME_MITIGATIONS)[number];

/** `any`: pods with one of the labels. `notAny`: pods with none of them. */
export const LABEL_CONDITIONS = ["any", "notAny"] as const;
export type LabelCondition = (typeof LABEL_CONDITIONS)[number];

export interface PodLabel {
  key: string;
  value: string;
}

export interface RulesetRule {
  /** A predefined rule's id, `TM-` and eight digits; one that the catalogue does not know is kept. */
  id: string;
  mitigation: RuntimeMitigation;
  /** Fields of the source document that Sallyport does not know. */
  extra?: Record<string, unknown>;
}

/** A file of Falco rules, as text: comments and order are the author's. */
export interface CustomRuleFile {
  /** `^[a-zA-Z0-9_.-]+\.ya?ml$`, shorter than 128 characters. */
  name: string;
  text: string;
}

export interface Ruleset {
  schema: typeof RULESET_SCHEMA;
  /** `^[A-Za-z0-9_.]+$`, at most 64 characters, never changed after creation. */
  name: string;
  /** At most 128 characters. */
  description: string;
  /** Without labels it applies to every pod. */
  labels: PodLabel[];
  labelMatchingCondition: LabelCondition;
  /** At most 100, each id once. */
  rules: RulesetRule[];
  customRules: CustomRuleFile[];
  extra?: Record<string, unknown>;
}

/** A new ruleset without rules. */
export function emptyRuleset(name: string, description = ""): Ruleset {
  return { schema: RULESET_SCHEMA, name, description, labels: [], labelMatchingCondition: "any", rules: [], customRules: [] };
}

/** One predefined runtime rule of the vendor's catalogue (vendor-facts §5.2). */
export interface RuntimeRule {
  id: string;
  name: string;
  /** MITRE ATT&CK technique, like `T1059.004`; not every rule has one. */
  technique?: string;
  /** Another technique that the vendor's changelog gives it. */
  changelogTechnique?: string;
  description: string;
  /** The day on which the vendor removed it, `YYYY-MM-DD`; it is kept so that older rulesets can be read. */
  removed?: string;
}
