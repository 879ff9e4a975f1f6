import type { ContainerKind, Finding } from "../model/finding.ts";
import { CONTAINER_LISTS } from "../rules/descriptor.ts";

type Tree = { [key: string]: Leaf | Tree };
type Leaf = string | boolean | string[] | Tree[];

/** Where a pod spec can be, the longest path first. */
const POD_PATHS = ["spec.jobTemplate.spec.template.spec", "spec.template.spec", "spec"];
const HOST_FIELDS = ["hostNetwork", "hostIPC", "hostPID"];

/**
 * The change to one object that cures the findings which have exactly one cure, as a strategic merge patch in YAML
 * (`kubectl patch --patch-file`). Findings that need a choice of the user (another image, a capability taken out of a
 * list whose rest is not known here) are left out; undefined when nothing is left.
 */
export function curePatch(findings: Finding[]): string | undefined {
  const podSpec: Tree = {};
  let podPath: string | undefined;
  for (const finding of findings) {
    const path = POD_PATHS.find((candidate) => finding.path.startsWith(`${candidate}.`));
    if (finding.status !== "violation" || finding.excusedBy || path === undefined) continue;
    if (!cure(podSpec, finding)) continue;
    podPath = path;
  }
  if (podPath === undefined) return undefined;
  const tree = podPath.split(".").reduceRight<Tree>((inner, key) => ({ [key]: inner }), podSpec);
  return yamlLines(tree, "").join("\n") + "\n";
}

/** Writes the cure of one finding into the pod spec; false when it has none. */
function cure(podSpec: Tree, { rule, container, path, basis }: Finding): boolean {
  if (HOST_FIELDS.includes(rule.type)) {
    podSpec[rule.type] = false;
    return true;
  }
  const fields = container && containerCure(rule.type, path, basis);
  if (!container || !fields) return false;
  const context = securityContext(podSpec, container.kind, container.name);
  Object.assign(context, fields);
  return true;
}

function containerCure(type: string, path: string, basis: Finding["basis"]): Tree | undefined {
  switch (type) {
    case "runAsNonRoot":
      return { runAsNonRoot: true };
    case "readOnlyRootFilesystem":
      return { readOnlyRootFilesystem: true };
    case "privileged":
      return { privileged: false };
    case "allowPrivilegeEscalation":
      // Kubernetes refuses `false` beside what forces it: the forcing field must go too.
      if (path.endsWith(".privileged")) return { privileged: false, allowPrivilegeEscalation: false };
      return path.endsWith(".capabilities.add") ? undefined : { allowPrivilegeEscalation: false };
    case "containerCapabilities":
      if (path.endsWith(".privileged")) return { privileged: false };
      return basis === "unset" ? { capabilities: { drop: ["ALL"] } } : undefined;
    default:
      return undefined;
  }
}

/** The security context of a container in the patch; lists of containers are merged by name. */
function securityContext(podSpec: Tree, kind: ContainerKind, name: string): Tree {
  const key = CONTAINER_LISTS[kind];
  const list = (podSpec[key] ??= []) as Tree[];
  let entry = list.find((other) => other["name"] === name);
  if (!entry) list.push((entry = { name, securityContext: {} }));
  return entry["securityContext"] as Tree;
}

function yamlLines(tree: Tree, indent: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [`${indent}${key}:`, ...value.flatMap((item) => itemLines(item, indent))];
    if (typeof value === "object") return [`${indent}${key}:`, ...yamlLines(value, `${indent}  `)];
    return [`${indent}${key}: ${scalar(value)}`];
  });
}

function itemLines(item: string | Tree, indent: string): string[] {
  if (typeof item === "string") return [`${indent}  - ${scalar(item)}`];
  const [first = "", ...rest] = yamlLines(item, `${indent}    `);
  return [`${indent}  - ${first.trimStart()}`, ...rest];
}

/** A text is quoted, whatever it is: `on` and `1` are texts too. JSON's quoting is YAML's. */
function scalar(value: string | boolean): string {
  return JSON.stringify(value);
}
