/** What `checkRuleFiles` finds. Places are 1-based and of the file as given. */

export const PRIORITIES = ["Emergency", "Alert", "Critical", "Error", "Warning", "Notice", "Informational", "Debug"] as const;
export type FalcoPriority = (typeof PRIORITIES)[number];

export const MITIGATIONS = ["log", "isolate", "terminate"] as const;
export type FalcoMitigation = (typeof MITIGATIONS)[number];

export interface FilePlace {
  file: string;
  line: number;
  column: number;
}

export interface FalcoProblem extends FilePlace {
  /** An error keeps the rule file from being loaded, or the product from taking it. */
  severity: "error" | "warning";
  message: string;
  /** What to do about it, as one sentence. */
  remedy?: string;
}

/** One tuple of an exception, in the shape of its `fields`. */
export type ExceptionValue = string | ExceptionValue[];

export interface FalcoException {
  name: string;
  fields: ExceptionValue;
  /** One operator per field; filled in with `=` or `in` where the file leaves it out. */
  comps: ExceptionValue;
  values: ExceptionValue[];
}

/** A rule after everything that later items append or replace. The place is that of the item that defines it. */
export interface FalcoRule extends FilePlace {
  id?: string;
  name: string;
  desc: string;
  priority: FalcoPriority;
  enabled: boolean;
  /** `syscall` when the file names none. */
  source: string;
  tags: string[];
  output: string;
  /** As written, parts that were appended after a blank; exceptions stand apart. */
  condition: string;
  exceptions: FalcoException[];
  /** The file's `action`. */
  mitigation?: FalcoMitigation;
  userDefinedFields: Record<string, string>;
}

export interface FalcoMacro extends FilePlace {
  name: string;
  condition: string;
}

export interface FalcoList extends FilePlace {
  name: string;
  /** As written: names of other lists are not replaced. */
  items: string[];
}

export interface FalcoCheck {
  rules: FalcoRule[];
  macros: FalcoMacro[];
  lists: FalcoList[];
  /** In the order of the files, then by place. */
  problems: FalcoProblem[];
}

export interface RuleFile {
  name: string;
  text: string;
}
