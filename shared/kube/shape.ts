import { isObject, type JsonObject } from "../kernel/json.ts";

/** A pod spec inside an object of any kind. */
export interface PodTemplate {
  /** Where it is: `spec.template.spec`, `spec.replicatedJobs[0].template.spec.template.spec`. */
  path: string;
  spec: JsonObject;
}

/** How deep in an unknown kind a pod spec is looked for. */
const SEARCH_DEPTH = 12;
/** More pod specs in one object than any kind has. */
const MAX_TEMPLATES = 100;

/**
 * The pod specs that an object holds, by their shape: a list `containers` whose members name an image. So the templates of
 * Rollouts, CloneSets, Knative Services, JobSets, Ray clusters, DeploymentConfigs and of kinds nobody has heard of are
 * found. What is written under `status` says what was, not what will be run, and is passed over.
 */
export function findPodTemplates(value: JsonObject): PodTemplate[] {
  const found: PodTemplate[] = [];
  const look = (object: JsonObject, path: string, depth: number): void => {
    if (found.length === MAX_TEMPLATES) return;
    if (isPodSpec(object)) return void found.push({ path, spec: object });
    if (depth === SEARCH_DEPTH) return;
    for (const [key, inner] of Object.entries(object)) {
      if (path === "" && (key === "status" || key === "metadata")) continue;
      const at = path === "" ? key : `${path}.${key}`;
      if (isObject(inner)) look(inner, at, depth + 1);
      else if (Array.isArray(inner)) inner.forEach((member, index) => { if (isObject(member)) look(member, `${at}[${index}]`, depth + 1); });
    }
  };
  look(value, "", 0);
  return found;
}

function isPodSpec({ containers }: JsonObject): boolean {
  return Array.isArray(containers) && containers.some((each) => isObject(each) && typeof each["image"] === "string");
}
