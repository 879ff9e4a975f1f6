/** What exceptions do on data. Plain data. */

/** What an exception does on the chosen data. */
export interface ExceptionUse {
  /** `definition/index`, as in `RuleCount.key`. */
  key: string;
  definition: string;
  index: number;
  /** `off`: switched off, or it could not be read. `unused`: it excuses nothing here. */
  state: "used" | "unused" | "expired" | "off";
  /** Workloads of which it excuses a finding. */
  workloads: number;
  /** Workloads whose verdict would be stricter without it: 0 means that nothing here needs it. */
  needed: number;
  /** Some of the images it excuses, and how many there are. */
  images: string[];
  imageCount: number;
  /** Some of the namespaces in which it excuses something, in order, and how many there are. */
  namespaces: string[];
  namespaceCount: number;
  expires?: string;
  /** What earlier looks at saved data said of it; absent for one that was never saved. */
  memory?: ExceptionMemory;
}

/** What is remembered of a saved exception across the data it was looked at on. Times are those of the data, RFC 3339. */
export interface ExceptionMemory {
  /** The oldest and the newest data it was looked at on. */
  firstSeen: string;
  lastSeen: string;
  /** The newest data on which it excused something, and its name; absent: on none so far. */
  lastUsed?: { taken: string; data: string };
}
