import { isExpired } from "../../engine/index.ts";
import type { Policy, PolicyException } from "../../model/policy.ts";
import { unreadOf } from "../../model/unread.ts";
import { compileImageMatch, isNegative } from "../../rules/imageMatch.ts";
import { exceptionSentence } from "../../rules/sentence.ts";
import { exceptionsOf } from "../exceptionUse.ts";
import type { ExceptionUse, Trap } from "../results.ts";
import { coversImages, coversNamespaces } from "./covers.ts";
import type { TrapFacts } from "./facts.ts";
import { impossibleBecause, probablyMeant } from "./impossible.ts";
import { openingTraps } from "./openings.ts";
import type { PlacedException } from "./placed.ts";
import { fix, quoted, trap } from "./words.ts";

/** An exception that hides more workloads than this, without saying why, is worth a look. */
const MANY_WORKLOADS = 10;
/** A limit to more namespaces than this would not be read. */
const FEW_NAMESPACES = 5;

export function exceptionTraps(policy: Policy, now: number, facts: TrapFacts | undefined): Trap[] {
  const all = exceptionsOf(policy).filter(({ exception }) => isOn(exception));
  const inForce = all.filter(({ exception }) => !isExpired(exception, now));
  return all.flatMap((placed): Trap[] => {
    const { definition, index, path, exception } = placed;
    if (isExpired(exception, now)) return [expired(exception, path)];
    const neverMatches = exception.values.flatMap((_, place) => impossible(placed, place));
    if (neverMatches.length > 0) return neverMatches;
    const use = facts?.exceptions.find((each) => each.definition === definition && each.index === index);
    return [
      ...(facts ? matchesNothing(placed, facts) : []),
      ...(isNegative(exception.operator) ? [excusesTheRest(placed)] : openingTraps(placed, facts)),
      ...redundant(placed, inForce),
      ...(use && facts ? hidesMany(placed, use, facts) : []),
    ];
  });
}

function isOn(exception: PolicyException): boolean {
  return exception.enabled !== false && exception.values.length > 0 && !exception.values.includes("") && !unreadOf(exception);
}

function expired({ expires = "" }: PolicyException, path: string): Trap {
  return trap(
    "exception-expired", `${path}.expires`,
    `This exception expired on ${expires.slice(0, 10)}: it excuses nothing any more.`,
    "Remove it, or set a later date if it is still needed.",
    [fix("Remove this exception", path)],
  );
}

/** A value that no image reference can have there. */
function impossible({ exception, path }: PlacedException, place: number): Trap[] {
  const { type, operator, values } = exception;
  const value = values[place] ?? "";
  const because = isNegative(operator) ? undefined : impossibleBecause(type, value);
  if (because === undefined) return [];
  const at = `${path}.values[${place}]`;
  const meant = probablyMeant(type, operator, value);
  // Another operator would hold for the other values too.
  const canCorrect = meant !== undefined && (meant.operator === operator || values.length === 1);
  return [
    trap("exception-never-matches", at, `${quoted([value])} never matches: ${because}`, "Correct the value, or remove it.", [
      ...(canCorrect
        ? [{ label: `${meant.operator === operator ? "Change it to" : "Use “start with”"} ${meant.value}`, changes: [{ path: `${path}.operator`, value: meant.operator }, { path: at, value: meant.value }] }]
        : []),
      values.length > 1 ? fix("Remove this value", at) : fix("Remove this exception", path),
    ]),
  ];
}

function matchesNothing({ exception, path }: PlacedException, { images }: TrapFacts): Trap[] {
  const matches = compileImageMatch(exception.type, exception.operator, exception.values);
  if (images.length === 0 || images.some(matches)) return [];
  return [
    trap(
      "exception-never-matches", `${path}.values`,
      "None of the images on the chosen data matches this exception.",
      "Check the spelling against the images that run, or remove it.",
      [fix("Remove this exception", path), fix("Switch it off", `${path}.enabled`, false)],
    ),
  ];
}

function excusesTheRest({ exception, path }: PlacedException): Trap {
  const word = exception.operator === "notEquals" ? "equal" : "contain";
  return trap(
    "hits-nearly-everything", `${path}.operator`,
    `This excuses every image but those with ${quoted(exception.values)}: nearly everything.`,
    `Name the images that are to be excused, with “${word}”.`,
    [fix(`Use “${word}”`, `${path}.operator`, exception.operator === "notEquals" ? "equals" : "contains")],
  );
}

/** One that excuses no image which another does not excuse too. Of two alike the later one is named. */
function redundant(placed: PlacedException, all: readonly PlacedException[]): Trap[] {
  const other = all.find(
    (candidate) =>
      candidate !== placed && candidate.definition === placed.definition &&
      covers(candidate.exception, placed.exception) && (candidate.index < placed.index || !covers(placed.exception, candidate.exception)),
  );
  if (!other) return [];
  return [
    trap(
      "redundant-exception", placed.path,
      `Another exception (${exceptionSentence(other.exception)}) excuses everything that this one excuses.`,
      "Remove this one, or make the other narrower.",
      [fix("Remove this exception", placed.path)],
    ),
  ];
}

/** Whether one exception excuses all that another does, at least as long. */
function covers(wide: PolicyException, narrow: PolicyException): boolean {
  return (
    wide.type === narrow.type && outlasts(wide, narrow) &&
    coversNamespaces(wide.namespaces ?? [], narrow.namespaces ?? []) && coversImages(wide.type, wide, narrow)
  );
}

/** Whether an exception holds at least as long as another. */
function outlasts(a: PolicyException, b: PolicyException): boolean {
  return a.expires === undefined || (b.expires !== undefined && Date.parse(a.expires) >= Date.parse(b.expires));
}

/** Told as long as no reason is given: with one, somebody answers for it. */
function hidesMany({ exception, path }: PlacedException, use: ExceptionUse, { workloads }: TrapFacts): Trap[] {
  if (use.workloads <= MANY_WORKLOADS || exception.reason) return [];
  const isEverywhere = (exception.namespaces ?? []).length === 0;
  return [
    trap(
      "exception-hides-many", path,
      `On the chosen data this exception hides findings of ${use.workloads} of ${workloads} workloads, and no reason is given.`,
      "Make it narrower, or say in its reason why so many are excused.",
      isEverywhere && use.namespaceCount <= FEW_NAMESPACES ? [fix(`Limit it to ${use.namespaces.join(", ")}`, `${path}.namespaces`, use.namespaces)] : [],
    ),
  ];
}
