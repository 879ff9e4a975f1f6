import fc from "fast-check";
import {
  IMAGE_OPERATORS, IMAGE_PARTS, emptyPolicy, type Definition, type MalwareScan, type NamespacedDefinition, type Policy, type PolicyException,
  type PolicyRule, type ScanSchedule, type SecretScan,
} from "../../shared/model/policy.ts";
import type { Parameter, RuleDescriptor } from "../../shared/rules/descriptor.ts";
import { RULES } from "../../shared/rules/index.ts";

/** Text as people write it, and as nobody does: quotes, colons, line ends, numbers and booleans in disguise. */
export const texts = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom("latest", "1.20", "0o17", "1e3", "yes", "null", "~", "2024-01-01", "12:30:00", "- a", "a: b", "#x", "*a", "&a", "!t", "{}", "\ttab", "ends ", " starts", "é", "𝔘", "<<"),
    fc.string({ minLength: 1, maxLength, unit: "grapheme" }),
    fc.stringMatching(/^[a-z0-9./:-]{1,20}$/),
  ).filter((text) => text !== "" && text.length <= maxLength && text.isWellFormed() && !text.includes("\u0000"));

export const names = fc.stringMatching(/^[A-Za-z0-9_.]{1,64}$/);
/** Attestors may have hyphens, and the names that a cluster takes as they are. */
export const attestorNames = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/), fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/));
const namespaces = fc.uniqueArray(fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/), { minLength: 1, maxLength: 3 });

function parameterValue(parameter: Parameter): fc.Arbitrary<unknown> {
  switch (parameter.kind) {
    case "choice":
      return fc.constantFrom(...parameter.choices.map((choice) => choice.value));
    case "number":
      return fc.integer({ min: parameter.min, max: parameter.max });
    case "values":
      return fc.array(texts(40), { minLength: 1, maxLength: 3 });
    case "attestors":
      return fc.oneof(
        fc.tuple(fc.constantFrom("all", "any"), fc.uniqueArray(attestorNames, { minLength: 1, maxLength: 2 })).map(([how, list]) => ({ [how]: list })),
        fc.uniqueArray(attestorNames, { minLength: 3, maxLength: 4 }).map((any) => ({ any, atLeast: 2 })),
      );
    case "conditions":
      return fc.array(
        fc.record({
          type: fc.constantFrom("match", "exclude"),
          resourceFilter: fc.constantFrom("registry", "repository"),
          operatorOrFunction: fc.constantFrom("beginsWith", "endsWith", "contains", "equals"),
          value: texts(20),
        }),
        { maxLength: 2 },
      );
  }
}

function propertiesOf(descriptor: RuleDescriptor): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(descriptor.parameters.map((parameter) => [parameter.name, parameterValue(parameter)])));
}

const actions = fc
  .tuple(fc.constantFrom("none", "log", "block"), fc.constantFrom("none", "log", "isolate", "terminate"))
  .map(([action, mitigation]) => ({ action, mitigation: action === "block" || mitigation === "none" ? mitigation : "log" })) as fc.Arbitrary<
  Pick<PolicyRule, "action" | "mitigation">
>;

/** Made once for each type: an arbitrary costs more to make than the rules that come from it. */
const rules: fc.Arbitrary<PolicyRule> = fc.oneof(
  ...RULES.map((descriptor) =>
    fc
      .record({ enabled: fc.boolean(), phases: actions, properties: propertiesOf(descriptor), where: fc.option(namespaces, { nil: undefined }) })
      .map(({ enabled, phases, properties, where }) => ({
        type: descriptor.type,
        enabled,
        ...phases,
        properties,
        ...(where ? { namespaces: where } : {}),
      })),
  ),
);

const exceptions: fc.Arbitrary<PolicyException> = fc
  .record({
    type: fc.constantFrom(...IMAGE_PARTS),
    operator: fc.constantFrom(...IMAGE_OPERATORS),
    values: fc.array(texts(40), { minLength: 1, maxLength: 3 }),
    namespaces: fc.option(namespaces, { nil: undefined }),
    owner: fc.option(texts(10), { nil: undefined }),
    reason: fc.option(texts(30), { nil: undefined }),
    ticket: fc.option(texts(10), { nil: undefined }),
    expires: fc.option(fc.constantFrom("2030-01-01T00:00:00Z", "2020-06-30T12:00:00Z"), { nil: undefined }),
    enabled: fc.constantFrom(undefined, undefined, false as const),
  })
  .map(withoutUndefined);

const definitions: fc.Arbitrary<Definition> = fc.record({ rules: fc.array(rules, { maxLength: 6 }), exceptions: fc.array(exceptions, { maxLength: 3 }) });

const namespacedDefinitions: fc.Arbitrary<NamespacedDefinition> = fc
  .record({
    name: names,
    namespaces,
    rules: fc.option(fc.array(rules, { maxLength: 3 }), { nil: undefined }),
    exceptions: fc.option(fc.array(exceptions, { maxLength: 2 }), { nil: undefined }),
  })
  .map(withoutUndefined);

const schedules: fc.Arbitrary<ScanSchedule> = fc.oneof(
  fc.constant({ enabled: false }),
  fc.record({ enabled: fc.boolean(), cron: fc.constantFrom("0 0 * * *", "30 2 * * 1,3", "5 23 * * 0") }),
);

const malwareScans: fc.Arbitrary<MalwareScan> = fc.record({ mitigation: fc.constantFrom("log", "isolate", "terminate"), schedule: schedules });

const secretScans: fc.Arbitrary<SecretScan> = fc.record({
  mitigation: fc.constant("log"),
  schedule: schedules,
  skipIfRuleNotChanged: fc.boolean(),
  excludedPaths: fc.uniqueArray(fc.constantFrom("/safe/*", "/a?/*/config.json", "/a/**/b.*", "/with ${this}"), { maxLength: 3 }),
});

/** Any policy that the editor could save. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    name: names,
    description: fc.oneof(fc.constant(""), texts(128)),
    platform: fc.constantFrom("kubernetes" as const, "ecs" as const),
    xdrTelemetry: fc.boolean(),
    unsetFields: fc.constantFrom("violates" as const, "ignored" as const),
    trustedImages: fc.boolean(),
    cluster: definitions,
    namespaced: fc.array(namespacedDefinitions, { maxLength: 2 }),
    runtime: fc.record({ rulesets: fc.uniqueArray(names, { maxLength: 2 }) }),
    malwareScan: fc.option(malwareScans, { nil: undefined }),
    secretScan: fc.option(secretScans, { nil: undefined }),
  })
  .map((policy) => withoutUndefined({ ...emptyPolicy(policy.name), ...policy }));

/**
 * The policy in pieces: for each rule, exception, definition and setting a policy that has only that. What gets lost of a
 * piece cannot hide behind what is told of another.
 */
export function piecesOf(policy: Policy): Policy[] {
  const empty = emptyPolicy(policy.name);
  const { name: _name, schema: _schema, cluster, namespaced, ...settings } = policy;
  return [
    ...Object.entries(settings).map(([key, value]) => ({ ...empty, [key]: value })),
    ...cluster.rules.map((rule) => ({ ...empty, cluster: { rules: [rule], exceptions: [] } })),
    ...cluster.exceptions.map((exception) => ({ ...empty, cluster: { rules: [], exceptions: [exception] } })),
    ...namespaced.map((definition) => ({ ...empty, namespaced: [definition] })),
  ];
}

export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}
