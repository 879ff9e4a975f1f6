import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPolicies, writePolicy } from "../../../shared/exchange/index.ts";
import type { PolicyFormat } from "../../../shared/ipc/types.ts";
import { stableStringify } from "../../../shared/kernel/stable.ts";
import type { Policy, PolicyException, PolicyRule } from "../../../shared/model/policy.ts";
import { attestorsOf } from "../../../shared/rules/signature.ts";
import { piecesOf, policies } from "../../support/arbitraryPolicy.ts";
import { rounds } from "../../support/rounds.ts";

const FORMATS: TextFormat[] = ["sallyport", "custom-resource", "api"];

/** Strips a policy of what a format has no place for. */
const CARRIED: Record<TextFormat, (policy: Policy) => Policy> = {
  sallyport: (policy) => policy,
  "custom-resource": ({ malwareScan: _malware, secretScan: _secret, ...policy }) => ({
    ...vendorPart(policy),
    namespaced: [],
    runtime: { rulesets: [] },
    cluster: {
      rules: policy.cluster.rules.filter((rule) => rule.enabled && rule.action !== "none" && rule.mitigation !== "none" && hasClusterAttestors(rule) && !(Number(rule.properties["maxScanAge"]) > 30)),
      exceptions: policy.cluster.exceptions.filter(({ operator, enabled }) => operator !== "startsWith" && enabled !== false).map(withoutNotes),
    },
  }),
  api: (policy) => ({
    ...vendorPart(policy),
    cluster: apiDefinition(policy.cluster),
    namespaced: policy.namespaced.map((definition) => ({ ...definition, ...apiDefinition(definition) })),
  }),
};

/** Formats that are read as text; Terraform needs a parser of its own. */
type TextFormat = Exclude<PolicyFormat, "terraform">;

function vendorPart(policy: Policy): Policy {
  return { ...policy, platform: "kubernetes", unsetFields: "violates", trustedImages: true };
}

function apiDefinition<T extends { rules?: PolicyRule[]; exceptions?: PolicyException[] }>(definition: T): T {
  return {
    ...definition,
    ...(definition.rules
      ? {
          rules: definition.rules.filter(
            ({ type, namespaces, properties: { values, maxScanAge } }) =>
              type !== "verifyImages" &&
              !namespaces &&
              (!Array.isArray(values) || values.length === 1) &&
              (maxScanAge === undefined || (Number(maxScanAge) >= 1 && Number(maxScanAge) <= 30)),
          ),
        }
      : {}),
    ...(definition.exceptions
      ? { exceptions: definition.exceptions.filter(({ namespaces, values }) => !namespaces && values.length === 1).map(withoutNotes) }
      : {}),
  };
}

/** All or any of them, and no two whose names a cluster cannot tell apart. */
function hasClusterAttestors({ type, properties }: PolicyRule): boolean {
  if (type !== "verifyImages") return true;
  const { match, names } = attestorsOf(properties);
  return match !== "atLeast" && names.every((name) => /^[a-z0-9]+$/.test(name));
}

function withoutNotes({ owner: _owner, reason: _reason, ticket: _ticket, expires: _expires, ...exception }: PolicyException): PolicyException {
  return exception;
}

/**
 * Writes a policy and reads it again. Whatever is written has LF, ends with one line end, and is one policy without a
 * problem. Told by one error, because an expectation costs a tenth of what reading does.
 */
function reread(policy: Policy, format: PolicyFormat): { policy: Policy; text: string; lossy: string[] } {
  const { text, lossy, fileName } = writePolicy(policy, format);
  const { policies: read, problems } = readPolicies(text, fileName);
  const [first] = read;
  if (!first || read.length > 1 || problems.length > 0) throw new Error(`${read.length} policies and ${JSON.stringify(problems)} in ${text}`);
  if (!text.endsWith("\n") || text.endsWith("\n\n") || text.includes("\r\n")) throw new Error(`line ends of ${JSON.stringify(text)}`);
  return { policy: first.policy, text, lossy };
}

describe.each(FORMATS)("%s", (format) => {
  it("gives back the same policy, or names what it lost of each piece", () => {
    const isTold = fc.property(policies, (policy) => {
      const told = piecesOf(policy).map((piece) => {
        const once = reread(piece, format);
        if (once.lossy.length === 0) expect(stableStringify(once.policy)).toBe(stableStringify(piece));
        return once.lossy.length;
      });
      expect(writePolicy(policy, format).lossy.length).toBeGreaterThanOrEqual(told.reduce((sum, count) => sum + count, 0));
    });
    fc.assert(isTold, { numRuns: rounds(60) });
  });

  it("carries everything that it is said to carry", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const carried = CARRIED[format](policy);
        const once = reread(carried, format);
        expect(once.lossy).toEqual([]);
        expect(once.policy).toEqual(carried);
      }),
      { numRuns: rounds(60) },
    );
  });

  it("loses nothing of what was read from it: import, export, import is the identity", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const once = reread(policy, format);
        const twice = reread(once.policy, format);
        expect(twice.policy).toEqual(once.policy);
        expect(twice.text).toEqual(once.text);
      }),
      { numRuns: rounds(100) },
    );
  });
});
