import type { EnforcedVerdict } from "../model/finding.ts";
import type { ByteColumn } from "./byteColumn.ts";
import type { CheckCache } from "./checks.ts";
import type { CompiledException, CompiledPolicy, CompiledRule, Scope } from "./compile.ts";
import { isTrusted } from "./excuse.ts";
import { CLEAR, HIT, readingOf } from "./status.ts";
import { stricter } from "./strictness.ts";

/** What one exception does to a pod spec. */
export interface ExceptionEffect {
  /** Verdict of the strictest finding that would count without it; undefined when something else excuses the same. */
  without: EnforcedVerdict | undefined;
  /** The images that it excuses something of, as written. */
  images: ReadonlySet<string>;
}

type Effects = Map<CompiledException, { without: EnforcedVerdict | undefined; images: Set<string> }>;

const NONE: ReadonlyMap<CompiledException, ExceptionEffect> = new Map();

/**
 * Tells of classes of pods, by their numbers, what each exception of a scope does to them: without the details of findings.
 *
 * @param excused see `excusedContainers`
 */
export function createUses(compiled: CompiledPolicy, scope: Scope, cache: CheckCache, excused: ByteColumn | undefined): (podClass: number) => ReadonlyMap<CompiledException, ExceptionEffect> {
  const { classes } = cache;
  const reading = readingOf(compiled.options.unsetFields);
  const rules = scope.rules.filter(({ descriptor }) => descriptor.excusable).map((rule) => ({ rule, columns: cache.columnsOf(rule) }));
  const exceptions = scope.exceptions.map((exception) => ({ exception, matches: cache.matchesOf(exception) }));

  const known = new Map<number, Excusing>();

  /** What excuses containers of a class. */
  function excusing(number: number): Excusing {
    const container = classes.containers[number];
    const matching = container ? exceptions.filter(({ matches }) => matches.at(container.image) === 1).map(({ exception }) => exception) : [];
    const made = { number, image: container?.subject.container.image ?? "", isTrusted: container !== undefined && isTrusted(compiled, container.subject), matching };
    known.set(number, made);
    return made;
  }

  return (podClass) => {
    const own = classes.pods[podClass]?.containers ?? [];
    if (!excused || !own.some((each) => excused.at(each) === 1)) return NONE;
    const containers = own.map((each) => known.get(each) ?? excusing(each));
    const effects: Effects = new Map();
    for (const { rule, columns } of rules) {
      const { containers: statuses, pods } = columns;
      if (!statuses) {
        note(effects, rule, reading[pods.at(podClass)] ?? CLEAR, containers);
        continue;
      }
      for (const each of containers) note(effects, rule, reading[statuses.at(each.number)] ?? CLEAR, [each]);
    }
    return effects;
  };
}

type Excusing = { number: number; image: string; isTrusted: boolean; matching: readonly CompiledException[] };

/** Adds what the exception does that excuses a rule's hit on some containers: on one, or for a rule about whole pods on all. */
function note(effects: Effects, rule: CompiledRule, said: number, containers: readonly Excusing[]): void {
  const [first] = containers;
  if (said === CLEAR || !first || first.isTrusted || !containers.every((each) => each.isTrusted || each.matching.length > 0)) return;
  const [exception] = first.matching;
  if (!exception) return;
  let effect = effects.get(exception);
  if (!effect) effects.set(exception, (effect = { without: undefined, images: new Set() }));
  for (const { image, matching } of containers) if (matching.includes(exception)) effect.images.add(image);
  if (containers.every(({ isTrusted: trusted, matching }) => trusted || matching.some((other) => other !== exception))) return;
  effect.without = stricter(effect.without, said === HIT ? rule.severity : "unknown");
}
