import fc from "fast-check";
import { ATTESTOR_SCHEMA, type Attestor, type AttestorMaterial } from "../../shared/model/attestor.ts";
import { RULESET_SCHEMA, type Ruleset } from "../../shared/model/ruleset.ts";
import { attestorNames, names, texts, withoutUndefined } from "./arbitraryPolicy.ts";

/** Texts of rule files: what people write, and what makes a format stumble. */
const fileTexts = fc.oneof(
  fc.constantFrom(
    "- rule: A shell\n  desc: d\n  condition: evt.type = execve\n  output: o\n  priority: Notice\n",
    "# only a comment\n",
    "- macro: m\n  condition: >\n    proc.name in (a, b)\n\n    and fd.num > 0\n\n\n",
    "\n  indented first\nthen not\n",
    "no line end",
    "a \t\ntrailing blanks  \n",
    'quotes " and \\n and ${x} and {{ y }}\n',
    "é𝔘 \u00a0 \u2028 end\n",
    "\r\nold line ends\r\n",
  ),
  texts(60),
);

const labelTexts = texts(32);

/** Any ruleset that could be saved, as far as its custom rules are not looked into. */
export const rulesets: fc.Arbitrary<Ruleset> = fc.record({
  schema: fc.constant(RULESET_SCHEMA),
  name: names,
  description: fc.oneof(fc.constant(""), texts(128)),
  labels: fc.uniqueArray(fc.record({ key: labelTexts, value: labelTexts }), { maxLength: 3, selector: ({ key, value }) => `${key}\n${value}` }),
  labelMatchingCondition: fc.constantFrom("any" as const, "notAny" as const),
  rules: fc.uniqueArray(
    fc.record({ id: fc.oneof(fc.integer({ min: 1, max: 99 }).map((number) => `TM-${String(number).padStart(8, "0")}`), texts(20)), mitigation: fc.constantFrom("log" as const, "isolate" as const, "terminate" as const) }),
    { maxLength: 5, selector: ({ id }) => id },
  ),
  customRules: fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-zA-Z0-9_.-]{1,20}\.ya?ml$/), text: fileTexts }), { maxLength: 2, selector: ({ name }) => name }),
});

const pem = (label: string): fc.Arbitrary<string> =>
  fc.stringMatching(/^[A-Za-z0-9+/]{4,64}$/).map((body) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`);

const materials: fc.Arbitrary<AttestorMaterial> = fc.oneof(
  pem("PUBLIC KEY").map((publicKey) => ({ type: "cosignPublicKey" as const, publicKey })),
  pem("CERTIFICATE").map((certificate) => ({ type: "certificate" as const, certificate })),
  fc.record({ type: fc.constant("keyless" as const), issuer: fc.constant("https://issuer.example.com"), subject: texts(40) }),
);

const logs: fc.Arbitrary<Attestor["transparencyLog"]> = fc.oneof(
  fc.record({ enabled: fc.boolean() }),
  fc
    .record({ enabled: fc.boolean(), server: fc.constant("https://rekor.example.com:3000/x"), publicKey: fc.option(pem("PUBLIC KEY"), { nil: undefined }) })
    .map(withoutUndefined),
);

/** Any attestor whose text is well formed; the keys are none. */
export const attestors: fc.Arbitrary<Attestor> = fc.record({
  schema: fc.constant(ATTESTOR_SCHEMA),
  name: attestorNames,
  description: fc.oneof(fc.constant(""), texts(128)),
  material: materials,
  transparencyLog: logs,
});
