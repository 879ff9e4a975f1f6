import type { CustomRuleFile } from "../../../../shared/model/ruleset.ts";

/** Larger files are not even read: the product takes less than 1 MB. Bytes. */
export const LARGEST_READ = 4 * 1024 * 1024;

/** A file name that is not taken yet: `rules.yaml`, `rules-2.yaml`. */
export function freeName(wanted: string, files: readonly CustomRuleFile[]): string {
  const [, stem = wanted, end = ""] = /^(.*?)(\.ya?ml)?$/i.exec(wanted) ?? [];
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${stem}-${number}${end}`;
    if (!files.some((file) => file.name === name)) return name;
  }
}

/** What a new file may start with: a whole rule, to be changed. */
export const EXAMPLE = `- list: shell_names
  items: [ash, bash, sh, zsh]

- macro: started_process
  condition: evt.type in (execve, execveat)

- rule: Shell in container
  id: CR-00000001
  desc: A shell was started inside a container.
  condition: >
    started_process and container.id != host
    and proc.name in (shell_names)
  output: >
    Shell in container (command=%proc.cmdline parent=%proc.pname container=%container.name)
  priority: Warning
  action: log
  userDefinedFields:
    command: "%proc.cmdline"
`;
