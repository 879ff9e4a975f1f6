import type { AttestorFormat, DocumentFormat, PolicyExport, PolicyFormat, RulesetFormat } from "./formats.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import type { Attestor } from "../model/attestor.ts";
import type { Policy } from "../model/policy.ts";
import type { Ruleset } from "../model/ruleset.ts";
import { toApiAttestor, toApiRuleset } from "./api/objects.ts";
import { toApiPolicy } from "./api/write.ts";
import { toAttestorResource } from "./customResource/attestors.ts";
import { toRulesetResources } from "./customResource/rulesets.ts";
import { toCustomResource } from "./customResource/write.ts";
import { toOwnAttestor, toOwnRuleset } from "./sallyport/objects.ts";
import { toOwnDocument } from "./sallyport/write.ts";
import { toTerraformPolicy, toTerraformRuleset } from "./terraform/write.ts";
import { toYaml } from "./yamlText.ts";

/**
 * Writes a policy as text: the same bytes for the same policy, LF, with a final line end. `lossy` names in words what the
 * format cannot carry, so that it can be shown before anything is written.
 */
export function writePolicy(policy: Policy, format: PolicyFormat): PolicyExport {
  switch (format) {
    case "custom-resource": {
      const { resource, lossy, notes } = toCustomResource(policy);
      return { fileName: `${policy.name}.clusterpolicy.yaml`, text: toYaml(resource), lossy, notes };
    }
    case "api": {
      const { source, lossy } = toApiPolicy(policy);
      return { fileName: `${policy.name}.api.json`, text: toJson(source), lossy };
    }
    case "terraform":
      return { fileName: `${policy.name}.tf`, ...toTerraformPolicy(policy) };
    case "sallyport":
      return { fileName: `${policy.name}.sallyport.yaml`, text: toYaml(toOwnDocument(policy)), lossy: [] };
  }
}

/**
 * Writes several policies as one text: a stream of documents, a page of the API's, or resources of one Terraform file.
 * What is lost is told with the policy's name.
 */
export function writePolicies(policies: Policy[], format: PolicyFormat): PolicyExport {
  const labels = new Set<string>();
  const written = policies.map((policy) => ({
    name: policy.name,
    ...writePolicy(policy, format),
    ...(format === "terraform" ? toTerraformPolicy(policy, labels) : {}),
  }));
  const named = (part: "lossy" | "notes"): string[] => written.flatMap(({ name, [part]: lines = [] }) => lines.map((line) => `${name}: ${line}`));
  return { fileName: `policies.${EXTENSIONS[format]}`, text: joined(written.map(({ text }) => text), format), lossy: named("lossy"), notes: named("notes") };
}

const EXTENSIONS: Record<PolicyFormat, string> = { "custom-resource": "clusterpolicy.yaml", api: "api.json", terraform: "tf", sallyport: "sallyport.yaml" };

function joined(texts: string[], format: PolicyFormat): string {
  if (format === "terraform") return texts.join("\n");
  if (format !== "api") return texts.join("---\n");
  const items = texts.map((text): unknown => JSON.parse(text));
  return toJson({ items, totalCount: items.length, count: items.length });
}

/** Writes a ruleset like `writePolicy`. */
export function writeRuleset(ruleset: Ruleset, format: RulesetFormat): PolicyExport {
  const { name } = ruleset;
  switch (format) {
    case "custom-resource": {
      const { resources, lossy, notes } = toRulesetResources(ruleset);
      return { fileName: `${name}.runtimeruleset.yaml`, text: resources.map(toYaml).join("---\n"), lossy, notes };
    }
    case "api": {
      const { source, lossy } = toApiRuleset(ruleset);
      return { fileName: `${name}.ruleset.api.json`, text: toJson(source), lossy };
    }
    case "terraform":
      return { fileName: `${name}.ruleset.tf`, ...toTerraformRuleset(ruleset) };
    case "sallyport":
      return { fileName: `${name}.ruleset.sallyport.yaml`, text: toYaml(toOwnRuleset(ruleset)), lossy: [] };
  }
}

/** Writes an attestor like `writePolicy`; refused where the format has no such attestor at all. */
export function writeAttestor(attestor: Attestor, format: AttestorFormat): Result<PolicyExport> {
  const { name } = attestor;
  switch (format) {
    case "custom-resource": {
      const written = toAttestorResource(attestor);
      if (!written) return noSuchAttestor(attestor, format);
      const { resource, lossy, notes } = written;
      return ok({ fileName: `${name}.attestor.yaml`, text: toYaml(resource), lossy, notes });
    }
    case "api": {
      const written = toApiAttestor(attestor);
      if (!written) return noSuchAttestor(attestor, format);
      return ok({ fileName: `${name}.attestor.api.json`, text: toJson(written.source), lossy: written.lossy });
    }
    case "sallyport":
      return ok({ fileName: `${name}.attestor.sallyport.yaml`, text: toYaml(toOwnAttestor(attestor)), lossy: [] });
  }
}

function noSuchAttestor({ name, material }: Attestor, format: DocumentFormat): Result<never> {
  const what = material.type === "keyless" ? "a keyless identity" : "a certificate";
  return fail("not-supported", `The attestor "${name}" is ${what}; ${format === "api" ? "the API's JSON" : "a custom resource"} can carry key pairs only.`, {
    remedy: "Export it as Sallyport's document, or use a key pair for this product.",
  });
}

function toJson(source: object): string {
  return `${JSON.stringify(source, null, 2)}\n`;
}
