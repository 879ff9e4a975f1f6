/**
 * The command of an exec plugin as one line, the way it is shown to the user and agreed to. Words that a shell would
 * split are quoted, so that two different commands never look the same.
 */
export function execCommandLine(exec: { command: string; args: string[] }): string {
  return [exec.command, ...exec.args].map((word) => (/^[\w@%+=:,./\\-]+$/.test(word) ? word : JSON.stringify(word))).join(" ");
}
