import type { PolicyException } from "../../model/policy.ts";
import { compileImageMatch } from "../../rules/imageMatch.ts";
import type { Trap, TrapFix } from "../results.ts";
import { foreignExample } from "./example.ts";
import type { TrapFacts } from "./facts.ts";
import { referencesOf, repositoriesOf } from "./onData.ts";
import type { PlacedException } from "./placed.ts";
import { fix, trap } from "./words.ts";

/** Whom an exception lets in besides those who are meant: one trap for each of its values. */
export function openingTraps({ exception, path }: PlacedException, facts: TrapFacts | undefined): Trap[] {
  const narrow = narrowed(exception, path, facts);
  return exception.values.flatMap((value, place) => opening(exception, value, `${path}.values[${place}]`, path, narrow));
}

function opening({ type, operator, values }: PolicyException, value: string, at: string, path: string, narrow: TrapFix[]): Trap[] {
  const opens = (message: string, remedy: string) => [trap("exception-opens-registries", at, message, remedy, narrow)];
  if (type === "imageTag") {
    const how = operator === "equals" ? "is" : operator === "startsWith" ? "begins with" : "contains";
    return opens(`This excuses every image of every registry whose tag ${how} “${value}”, for example evil.io/app:${value}.`, "Name the image's path instead, with registry and name.");
  }
  if (type === "imageName") {
    const name = value.replace(/^\/|\/$/g, "");
    return opens(
      `A name says nothing of the registry: this also excuses evil.io/${name}${operator === "equals" ? "" : "-evil"}.`,
      `Use the registry with a path (registry that equals registry.example.com/${name}) or the image path.`,
    );
  }
  const example = foreignExample(type, operator, value);
  if (example === undefined) return [];
  if (operator !== "startsWith") return opens(`This also excuses ${example}, which contains “${value}” too.`, "Use “equal” or “start with”, with the registry and a / at the end.");
  const isRegistry = type === "imageRegistry";
  return [
    trap(
      "prefix-without-end", at,
      `This also excuses ${example}, which begins the same.`,
      isRegistry ? "Use “equal”: it takes the value itself and what is below it." : `End the value with / (or with : before a tag): ${value}/`,
      isRegistry
        ? [{ label: "Use “equal”", changes: [{ path: `${path}.operator`, value: "equals" }, { path: `${path}.values`, value: values.map((each) => each.replace(/\/+$/, "")) }] }]
        : [fix(`Change it to ${value}/`, at, `${value}/`), fix(`Change it to ${value}:`, at, `${value}:`)],
    ),
  ];
}

/** The same exception for what it excuses on the data alone, if that is a short list. */
function narrowed(exception: PolicyException, path: string, facts: TrapFacts | undefined): TrapFix[] {
  const matches = compileImageMatch(exception.type, exception.operator, exception.values);
  const images = facts?.images.filter(matches) ?? [];
  // A tag is a choice among an image's versions: only whole references keep it.
  const isTag = exception.type === "imageTag";
  const values = isTag ? referencesOf(images) : repositoriesOf(images);
  if (!values) return [];
  const type = isTag ? "imagePath" : "imageRegistry";
  return [fix(`Excuse only ${values.join(", ")}`, path, { ...exception, type, operator: "equals", values })];
}
