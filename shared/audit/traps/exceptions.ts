import { isExpired } from "../../engine/index.ts";
import type { Policy, PolicyException } from "../../model/policy.ts";
import { unreadOf } from "../../model/unread.ts";
import { compileImageMatch, isNegative } from "../../rules/imageMatch.ts";
import { exceptionsOf } from "../exceptionUse.ts";
import type { Trap } from "../results.ts";
import { foreignExample } from "./example.ts";
import type { TrapFacts } from "./facts.ts";

/** An exception that hides more workloads than this is worth a look. */
const MANY_WORKLOADS = 10;

export function exceptionTraps(policy: Policy, now: number, facts: TrapFacts | undefined): Trap[] {
  return exceptionsOf(policy).flatMap(({ definition, index, path, exception }): Trap[] => {
    if (exception.enabled === false || exception.values.length === 0 || exception.values.includes("") || unreadOf(exception)) return [];
    if (isExpired(exception, now)) return [expired(exception, path)];
    const neverMatches = exception.values.flatMap((value, place) => impossible(exception, value, `${path}.values[${place}]`));
    const openings = isNegative(exception.operator) ? [excusesTheRest(exception, path)] : exception.values.flatMap((value, place) => opening(exception, value, `${path}.values[${place}]`));
    const use = facts?.exceptions.find((each) => each.definition === definition && each.index === index);
    const unmatched = facts && neverMatches.length === 0 ? matchesNothing(exception, path, facts) : [];
    const many = use && use.workloads > MANY_WORKLOADS ? [hidesMany(use.workloads, facts?.workloads ?? 0, path)] : [];
    return [...neverMatches, ...unmatched, ...openings, ...many];
  });
}

function expired({ expires = "" }: PolicyException, path: string): Trap {
  return {
    code: "exception-expired",
    path: `${path}.expires`,
    message: `This exception expired on ${expires.slice(0, 10)}: it excuses nothing any more.`,
    remedy: "Remove it, or set a later date if it is still needed.",
  };
}

/** Values that no image reference can have there. Comparison is plain text, without wildcards or expressions. */
function impossible({ type, operator }: PolicyException, value: string, path: string): Trap[] {
  if (isNegative(operator)) return [];
  const because = impossibleBecause(type, value);
  return because === undefined ? [] : [{ code: "exception-never-matches", path, message: `This never matches: ${because}`, remedy: "Correct the value, or remove it." }];
}

function impossibleBecause(type: PolicyException["type"], value: string): string | undefined {
  if (/[*?^$|\\()[\]]/.test(value)) return "values are compared as plain text, and no image has such characters; there are no wildcards.";
  if (/\s/.test(value)) return "an image reference has no blanks.";
  if (/^https?:\/\//.test(value)) return "an image reference has no https:// before its registry.";
  if (type === "imageName" && /[:@]/.test(value)) return "the name is compared without tag and digest, so it has no : or @.";
  if (type === "imageName" && /[A-Z]/.test(value)) return "names of images have no capital letters.";
  if (type === "imageTag" && /[/:@]/.test(value)) return "a tag has no /, : or @.";
  return undefined;
}

function matchesNothing({ type, operator, values }: PolicyException, path: string, { images }: TrapFacts): Trap[] {
  const matches = compileImageMatch(type, operator, values);
  if (images.length === 0 || images.some(matches)) return [];
  return [
    {
      code: "exception-never-matches",
      path: `${path}.values`,
      message: "None of the images on the chosen data matches this exception.",
      remedy: "Check the spelling against the images that run, or remove it.",
    },
  ];
}

/** Whom a value lets in besides those who are meant. */
function opening({ type, operator }: PolicyException, value: string, path: string): Trap[] {
  if (type === "imageTag") {
    return [opens(path, `This excuses every image of every registry whose tag ${operator === "equals" ? "is" : "has"} “${value}”, for example evil.io/app:${value}.`, "Name the image's path instead, with registry and name.")];
  }
  if (type === "imageName") {
    const name = value.replace(/^\/|\/$/g, "");
    return [opens(path, `A name says nothing of the registry: this also excuses evil.io/${name}${operator === "equals" ? "" : "-evil"}.`, `Use the registry with a path (registry that equals registry.example.com/${name}) or the image path.`)];
  }
  const example = foreignExample(type, operator, value);
  if (example === undefined) return [];
  if (operator === "startsWith") {
    const remedy = type === "imageRegistry" ? "Use “equal”: it takes the value itself and what is below it." : `End the value with / (or with : before a tag): ${value}/`;
    return [{ code: "prefix-without-end", path, message: `This also excuses ${example}, which begins the same.`, remedy }];
  }
  return [opens(path, `This also excuses ${example}, which contains “${value}” too.`, "Use “equal” or “start with”, with the registry and a / at the end.")];
}

function opens(path: string, message: string, remedy: string): Trap {
  return { code: "exception-opens-registries", path, message, remedy };
}

function excusesTheRest({ values }: PolicyException, path: string): Trap {
  return {
    code: "hits-nearly-everything",
    path: `${path}.operator`,
    message: `This excuses every image but those with “${values.join("”, “")}”: nearly everything.`,
    remedy: "Name the images that are to be excused, with “equal”.",
  };
}

function hidesMany(workloads: number, all: number, path: string): Trap {
  return {
    code: "exception-hides-many",
    path,
    message: `On the chosen data this exception hides findings of ${workloads} of ${all} workloads.`,
    remedy: "Make it narrower, or say in its reason why so many are excused.",
  };
}
