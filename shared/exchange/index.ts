export { joinRulesets } from "./joinRulesets.ts";
export { writePolicyPage, type PageFormat } from "./page/index.ts";
export { readDocuments, readPolicies, type ReadDocument, type ReadFacts, type ReadPolicy } from "./read.ts";
export { placeIn } from "./terraform/places.ts";
export { createPlaces } from "./text/index.ts";
export { LIMITS } from "./text/limits.ts";
export { readTerraform, type ParsedTerraform } from "./terraform/read.ts";
export { upgradePolicy } from "./upgrade.ts";
export { writeAttestor, writePolicies, writePolicy, writeRuleset } from "./write.ts";
