/** What the process ends with; `spec`: the command line's contract. */
export const EXIT = {
  fine: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** Wrong usage or unreadable input. */
  usage: 2,
  /** A bundle was not accepted. */
  refused: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
