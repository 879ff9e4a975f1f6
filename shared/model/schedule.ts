/** When the product scans running workloads: the narrow cron that the vendor takes (vendor-facts §7). */

/** The vendor's own pattern: a minute, an hour, every day of every month, and `*` or a list of weekdays (0 is Sunday). */
const CRON = /^([0-5]?\d)\s([01]?\d|2[0-3])\s\*\s\*\s(\*|([0-6](,[0-6])*)?)$/;
const LONGEST_CRON = 23;

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

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

/** A schedule in words: `every day at 02:30 UTC`, `every Monday and Friday at 02:30 UTC`. Undefined for what is none. */
export function describeSchedule(cron: string): string | undefined {
  if (scheduleProblem(cron) !== undefined) return undefined;
  const [minute = "", hour = "", , , weekdays = "*"] = cron.split(/\s/);
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")} UTC`;
  const days = weekdays === "*" || weekdays === "" ? [] : [...new Set(weekdays.split(",").map(Number))].toSorted((a, b) => a - b);
  if (days.length === 0 || days.length === DAYS.length) return `every day at ${time}`;
  const names = days.map((day) => DAYS[day] ?? "");
  return `every ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`} at ${time}`;
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
