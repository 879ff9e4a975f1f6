import { isObject } from "../../../shared/kernel/json.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import { MAX_DEPTH } from "../../../shared/kube/yaml.ts";
import { createWalker, walkerModule } from "../../files/walker/index.ts";
import { keepYoungGenerationSmall } from "../../files/youngGeneration.ts";
import type { Session } from "../session.ts";
import { LIST_LIMITS } from "./fetchPage.ts";
import type { ListClusterRequest } from "./listCluster.ts";
import { listResource, type ScopeOutcome } from "./listResource.ts";
import type { Listed } from "./missing.ts";
import { getNamespaces, rightsByNamespace, type KnownNamespaces } from "./namespaces.ts";
import { RESOURCES, type ListedResource } from "./resources.ts";
import type { Right } from "./rights.ts";

export interface ListerDeps {
  session: Session;
  request: ListClusterRequest;
  /** What may be listed at cluster scope, as far as it is known. */
  rights: Right[];
  tell: (what: string, newObjects?: number) => void;
}

/** Lists one resource after the other, wherever it may be listed. Namespaces come first: they say where else to look. */
export interface Lister {
  /** `once`: without trying again. */
  list(resource: ListedResource, once: boolean): Promise<Listed>;
}

/** A server that was too busy for one list is not waited for long with each of the others. */
const ONCE_THROTTLE_MS = 5_000;

export function createLister({ session, request, rights, tell }: ListerDeps): Lister {
  const { sink, signal, pause, namespaces: chosen } = request;
  const module = sink.rows && walkerModule();
  if (module) keepYoungGenerationSmall();
  const walking = module && { walker: createWalker(module, MAX_DEPTH), gathering: { memory: Buffer.alloc(0) } };
  let known: KnownNamespaces = chosen ? { names: chosen, extent: "chosen" } : { names: [session.context.namespace], extent: "own" };
  let allowed: Promise<Map<string, ReadonlySet<string> | undefined>> | undefined;

  const mayTryEverywhere = (resource: ListedResource) =>
    known.extent !== "chosen" && rights.find((right) => right.resource.name === resource.name && right.resource.group === resource.group)?.allowed !== false;

  const allowedIn = () =>
    (allowed ??= rightsByNamespace(session, known.names, (done) => tell(`what may be listed in each namespace (${done} of ${known.names.length})`)));

  const run = (resource: ListedResource, scopes: readonly (string | undefined)[], once: boolean, into: ObjectSink = sink): Promise<ScopeOutcome[]> => {
    const limits = { ...LIST_LIMITS, ...request.limits };
    return listResource(
      {
        session, resource, signal, pause, walking: into === sink ? walking : undefined, sink: into,
        limits: once ? { ...limits, attempts: 1, throttleMs: Math.min(limits.throttleMs, ONCE_THROTTLE_MS) } : limits,
        onProgress: ({ what, newObjects }) => tell(what, newObjects),
      },
      scopes,
    );
  };

  const inNamespaces = async (resource: ListedResource, once: boolean): Promise<Listed> => {
    const may = await allowedIn();
    const [scopes, forbidden] = [[] as string[], [] as string[]];
    // What may be listed of other kinds is not among the answers: trying tells.
    const isAsked = RESOURCES.includes(resource);
    for (const name of known.names) (isAsked && may.get(name)?.has(resource.name) === false ? forbidden : scopes).push(name);
    return { resource, outcomes: await run(resource, scopes, once), byNamespace: { known, forbidden } };
  };

  /** The list of namespaces, else each known one by itself. */
  const listNamespaces = async (resource: ListedResource, once: boolean): Promise<Listed> => {
    if (mayTryEverywhere(resource)) {
      const names: string[] = [];
      const outcomes = await run(resource, [undefined], once, learningNames(sink, names));
      if (!isForbidden(outcomes)) {
        if (names.length > 0) known = { names, extent: "all" };
        return { resource, outcomes };
      }
    }
    const missing = await getNamespaces(session, known.names, sink);
    const outcomes = known.names.filter((name) => !missing.includes(name)).map((namespace) => ({ namespace, outcome: { type: "complete", objects: 1 } as const }));
    return { resource, outcomes, byNamespace: { known, forbidden: missing } };
  };

  return {
    async list(resource, once) {
      if (resource.name === "namespaces") return listNamespaces(resource, once);
      if (!mayTryEverywhere(resource)) return inNamespaces(resource, once);
      const outcomes = await run(resource, [undefined], once);
      return isForbidden(outcomes) ? inNamespaces(resource, once) : { resource, outcomes };
    },
  };
}

function isForbidden([first]: ScopeOutcome[]): boolean {
  return first?.outcome.type === "refused" && first.outcome.status.code === 403 && first.outcome.objects === 0;
}

/** The sink, with the names of namespaces that pass through noted. */
function learningNames(sink: ObjectSink, names: string[]): ObjectSink {
  return {
    object(value, source) {
      const metadata = isObject(value) ? value["metadata"] : undefined;
      if (isObject(metadata) && typeof metadata["name"] === "string") names.push(metadata["name"]);
      sink.object(value, source);
    },
    unreadable: (problem) => sink.unreadable(problem),
    skipped: (file, reason) => sink.skipped(file, reason),
    notListed: (resource, permission, message, places) => sink.notListed(resource, permission, message, places),
  };
}
