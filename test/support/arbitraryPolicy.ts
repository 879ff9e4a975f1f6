import fc from "fast-check";
import {
  IMAGE_OPERATORS, IMAGE_PARTS, emptyPolicy, type Definition, type NamespacedDefinition, type Policy, type PolicyException, type PolicyRule,
} from "../../shared/model/policy.ts";
import type { Parameter, RuleDescriptor } from "../../shared/rules/descriptor.ts";
import { RULES } from "../../shared/rules/index.ts";

/** Text as people write it, and as nobody does: quotes, colons, line ends, numbers and booleans in disguise. */
const texts = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom("latest", "1.20", "0o17", "1e3", "yes", "null", "~", "2024-01-01", "12:30:00", "- a", "a: b", "#x", "*a", "&a", "!t", "{}", "\ttab", "ends ", " starts", "é", "𝔘", "<<"),
    fc.string({ minLength: 1, maxLength, unit: "grapheme" }),
    fc.stringMatching(/^[a-z0-9./:-]{1,20}$/),
  ).filter((text) => text !== "" && text.length <= maxLength && text.isWellFormed() && !text.includes("\u0000"));

const names = fc.stringMatching(/^[A-Za-z0-9_.]{1,64}$/);
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
      return fc.tuple(fc.constantFrom("all", "any"), fc.array(names, { minLength: 1, maxLength: 2 })).map(([how, list]) => ({ [how]: list }));
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

const rules: fc.Arbitrary<PolicyRule> = fc.constantFrom(...RULES).chain((descriptor) =>
  fc
    .record({ enabled: fc.boolean(), phases: actions, properties: propertiesOf(descriptor), where: fc.option(namespaces, { nil: undefined }) })
    .map(({ enabled, phases, properties, where }) => ({
      type: descriptor.type,
      enabled,
      ...phases,
      properties,
      ...(where ? { namespaces: where } : {}),
    })),
);

const exceptions: fc.Arbitrary<PolicyException> = fc
  .record({
    type: fc.constantFrom(...IMAGE_PARTS),
    operator: fc.constantFrom(...IMAGE_OPERATORS),
    values: fc.array(texts(40), { minLength: 1, maxLength: 3 }),
    namespaces: fc.option(namespaces, { nil: undefined }),
    owner: fc.option(texts(10), { nil: undefined }),
    reason: fc.option(texts(30), { nil: undefined }),
    expires: fc.option(fc.constantFrom("2030-01-01T00:00:00Z", "2020-06-30T12:00:00Z"), { nil: undefined }),
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
  })
  .map((policy) => ({ ...emptyPolicy(policy.name), ...policy }));

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}
