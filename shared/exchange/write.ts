import type { PolicyExport, PolicyFormat } from "./formats.ts";
import type { Policy } from "../model/policy.ts";
import { toApiPolicy } from "./api/write.ts";
import { toCustomResource } from "./customResource/write.ts";
import { toOwnDocument } from "./sallyport/write.ts";
import { toYaml } from "./yamlText.ts";

/**
 * Writes a policy as text: the same bytes for the same policy, LF, with a final line end. `lossy` names in words what the
 * format cannot carry, so that it can be shown before anything is written.
 */
export function writePolicy(policy: Policy, format: PolicyFormat): PolicyExport {
  switch (format) {
    case "custom-resource": {
      const { resource, lossy } = toCustomResource(policy);
      return { fileName: `${policy.name}.clusterpolicy.yaml`, text: toYaml(resource), lossy };
    }
    case "api": {
      const { source, lossy } = toApiPolicy(policy);
      return { fileName: `${policy.name}.api.json`, text: `${JSON.stringify(source, null, 2)}\n`, lossy };
    }
    case "sallyport":
      return { fileName: `${policy.name}.sallyport.yaml`, text: toYaml(toOwnDocument(policy)), lossy: [] };
  }
}
