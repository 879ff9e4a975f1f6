import { LONGEST_NAME } from "../../shared/model/names.ts";

/** The base's name with a word appended; numbered when that is taken, shortened when it would be too long. */
export function duplicateName(name: string, word: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? word : `${word}${number}`;
    const candidate = name.slice(0, LONGEST_NAME - suffix.length) + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}
