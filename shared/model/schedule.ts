/** When the product scans running workloads: the narrow cron that the vendor takes (vendor-facts §7). */

/** The vendor's own pattern: a minute, an hour, every day of every month, and `*` or a list of weekdays (0 is Sunday). */
const CRON = /^([0-5]?\d)\s([01]?\d|2[0-3])\s\*\s\*\s(\*|([0-6](,[0-6])*)?)$/;
const LONGEST_CRON = 23;

/** Weekdays as a schedule counts them. */
export const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Why a text is not a schedule that the product takes; undefined when it is one. */
export function scheduleProblem(cron: string): string | undefined {
  if (cron === "") return "Enter a schedule.";
  if (cron.length > LONGEST_CRON) return `A schedule has at most ${LONGEST_CRON} characters.`;
  const fields = cron.split(/\s+/);
  if (fields.length !== 5) return "A schedule has five fields: minute, hour, *, *, and * or weekdays, like 30 2 * * 1,3.";
  if (fields[2] !== "*" || fields[3] !== "*") return "The product takes daily and weekly schedules only: the third and fourth fields must be *.";
  if (CRON.test(cron)) return undefined;
  const [minute = "", hour = ""] = fields;
  if (!/^[0-5]?\d$/.test(minute)) return "The minute must be a number from 0 to 59.";
  if (!/^([01]?\d|2[0-3])$/.test(hour)) return "The hour must be a number from 0 to 23.";
  if (!/^(\*|[0-6](,[0-6])*)$/.test(fields[4] ?? "")) return "The weekdays must be * or numbers from 0 (Sunday) to 6, separated by commas.";
  return "The fields must be separated by single spaces.";
}

/** A schedule as one thinks of it; times are UTC. */
export interface ScheduleParts {
  /** 0 to 23. */
  hour: number;
  /** 0 to 59. */
  minute: number;
  /** Weekdays in order, 0 is Sunday; empty: every day. */
  days: number[];
}

/** What a cron text says; undefined for one that the product does not take. All seven weekdays are every day. */
export function readSchedule(cron: string): ScheduleParts | undefined {
  if (scheduleProblem(cron) !== undefined) return undefined;
  const [minute = "", hour = "", , , weekdays = "*"] = cron.split(/\s/);
  const days = weekdays === "*" || weekdays === "" ? [] : [...new Set(weekdays.split(",").map(Number))].toSorted((a, b) => a - b);
  return { hour: Number(hour), minute: Number(minute), days: days.length === DAYS.length ? [] : days };
}

/** The cron text of a schedule. */
export function writeSchedule({ hour, minute, days }: ScheduleParts): string {
  const isDaily = days.length === 0 || days.length === DAYS.length;
  return `${minute} ${hour} * * ${isDaily ? "*" : days.toSorted((a, b) => a - b).join(",")}`;
}

/** A schedule in words: `every day at 02:30 UTC`, `every Monday and Friday at 02:30 UTC`. Undefined for what is none. */
export function describeSchedule(cron: string): string | undefined {
  const schedule = readSchedule(cron);
  if (!schedule) return undefined;
  const time = `${String(schedule.hour).padStart(2, "0")}:${String(schedule.minute).padStart(2, "0")} UTC`;
  const names = schedule.days.map((day) => DAYS[day] ?? "");
  if (names.length === 0) return `every day at ${time}`;
  return `every ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`} at ${time}`;
}

const DAY_MS = 86_400_000;

/** The next times of a schedule after `now` (milliseconds since 1970), RFC 3339 in UTC; none for what is no schedule. */
export function nextTimes(cron: string, now: number, count: number): string[] {
  const schedule = readSchedule(cron);
  if (!schedule) return [];
  const { hour, minute, days } = schedule;
  const midnight = now - (now % DAY_MS);
  const times: string[] = [];
  for (let day = 0; times.length < count; day++) {
    const time = new Date(midnight + day * DAY_MS + (hour * 60 + minute) * 60_000);
    const isDue = days.length === 0 || days.includes(time.getUTCDay());
    if (isDue && time.getTime() > now) times.push(time.toISOString());
  }
  return times;
}

/**
 * Why a text is not a path that a secret scan can leave out; undefined when it is one. Wildcards: `*` and `?` within one
 * folder, `**` across folders.
 */
export function excludedPathProblem(path: string): string | undefined {
  if (path === "") return "Enter a path.";
  if (!path.startsWith("/")) return "A path begins with /.";
  if (path.length > LONGEST_PATH) return `A path has at most ${LONGEST_PATH} characters.`;
  if (/[\u0000-\u001f]/.test(path)) return "A path has no control characters.";
  return path.split("/").some((part) => part.includes("**") && part !== "**") ? "** stands alone between two slashes." : undefined;
}

const LONGEST_PATH = 1024;
