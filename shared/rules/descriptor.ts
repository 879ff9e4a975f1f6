import type { Basis, ContainerKind, FindingStatus } from "../model/finding.ts";
import type { Phase } from "../model/policy.ts";
import type { ContainerFacts, PodFacts, PodLevelFacts } from "../kube/facts.ts";
import type { ImageReference } from "../kube/image.ts";

/**
 * A rule is data plus a small pure check. The editor's form, the documentation, validation and the keys in every
 * exchange format are drawn from the data. Source of sentences, types and keys: vendor-facts §1.2.
 */
export interface RuleDescriptor {
  /** The custom resource's rule type. */
  type: string;
  group: RuleGroup;
  /** The console's sentence after its action menu: text and the names of parameters, in order. */
  sentence: (string | { parameter: string })[];
  parameters: Parameter[];
  /** Where it applies. Kubectl access and signatures have no continuous phase. */
  phases: Phase[];
  /** A violation in a few words, for lists: `may run as root`. */
  short: string;
  /** One line for the ⓘ beside the row. */
  tooltip: string;
  /** A paragraph: what the rule guards against and what to do about a violation. */
  help: string;
  /** How the vendor's API writes it; the first entry whose `when` holds is used. Absent: the API cannot carry it. */
  api: ApiMapping[];
  /** Whether exceptions excuse it. */
  excusable: boolean;
  judge: Judge;
}

export type RuleGroup = "pod" | "container" | "image" | "scan" | "access" | "signature";

export const RULE_GROUPS: { group: RuleGroup; title: string; note?: string }[] = [
  { group: "pod", title: "Pod properties" },
  { group: "container", title: "Container properties" },
  { group: "image", title: "Image properties" },
  { group: "scan", title: "Scan results", note: "Needs imported scan results; without them these rules are not decidable." },
  { group: "access", title: "Kubectl access", note: "Exceptions do not apply to these rules, and they never judge a pod." },
  { group: "signature", title: "Image signatures", note: "Exceptions do not apply; a rule has its own preconditions." },
];

export type Parameter =
  | { name: string; kind: "choice"; label: string; choices: Choice[]; default: string }
  | { name: string; kind: "number"; label: string; unit: string; min: number; max: number; default: number }
  /** A list of texts, at least one, each at most `maxLength` characters. */
  | { name: string; kind: "values"; label: string; maxLength: number; placeholder: string; default: string[] }
  /** `{ all: string[] }`, `{ any: string[] }` or `{ any: string[], atLeast: number }`: names of attestors. */
  | { name: string; kind: "attestors"; label: string; default: { any: string[] } }
  /** `{ type, resourceFilter, operatorOrFunction, value }[]` of a signature rule. */
  | { name: string; kind: "conditions"; label: string; default: [] };

export interface Choice {
  value: string;
  /** As it reads inside the sentence. */
  label: string;
  /** What choosing it means. */
  hint?: string;
}

/** One way in which the vendor's API writes a rule. All API values are strings. */
export interface ApiMapping {
  type: string;
  /** Parameter values for which this mapping is the right one. */
  when?: Record<string, string>;
  properties: ApiProperty[];
}

export type ApiProperty =
  /** A constant. */
  | { key: string; value: string }
  /** A parameter, its values renamed by `names` (ours → the API's) where given. */
  | { key: string; parameter: string; names?: Record<string, string>; optional?: boolean }
  /** The key is the operator (renamed by `names`), the value one of the rule's values: one API rule per value. */
  | { operatorOf: string; valuesOf: string; names: Record<string, string> };

/** What a check reports; the engine adds rule, action, container and the absolute path. */
export interface CheckResult {
  status: FindingStatus;
  /** Relative to the pod spec. */
  path: string;
  value: unknown;
  basis: Basis;
  message: string;
  remediation: string;
}

export interface ContainerSubject {
  /** What its pod spec says for it: equal containers in pods that are alike in this are judged once. */
  pod: PodLevelFacts;
  container: ContainerFacts;
  /** Path of the container relative to the pod spec: `initContainers[0]`. */
  path: string;
  /** The parsed image reference; undefined when it is empty or does not parse. */
  image: ImageReference | undefined;
}

export type Properties = Record<string, unknown>;

/**
 * How a rule type is judged. `compile` is called once a rule, with parameters that passed `parameterProblems`; what it
 * returns is called for each pod or container. `never`: it judges no pod (kubectl access).
 */
export type Judge =
  | { scope: "pod"; compile: (properties: Properties) => (pod: PodFacts) => CheckResult[] }
  | {
      scope: "container";
      compile: (properties: Properties) => (subject: ContainerSubject) => CheckResult[];
      /**
       * All that its results depend on, besides the path: the image with its digest, or the security context and what the
       * pod says for it. Containers that are equal in this are then judged once; absent where it is more.
       */
      looksAt?: "image" | "security";
    }
  | { scope: "never" };

/** Where each kind of container is listed in a pod spec. */
export const CONTAINER_LISTS: Record<ContainerKind, string> = {
  container: "containers",
  init: "initContainers",
  ephemeral: "ephemeralContainers",
};
