import type { AppError } from "../../../shared/kernel/result.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import type { Session } from "../session.ts";
import { inWords } from "../words.ts";
import type { ListOutcome, ScopeOutcome } from "./listResource.ts";
import type { KnownNamespaces } from "./namespaces.ts";
import { listPermission, type ListedResource } from "./resources.ts";
import type { ApiStatus } from "./status.ts";

/** How listing a resource went, wherever it was tried. */
export interface Listed {
  resource: ListedResource;
  outcomes: ScopeOutcome[];
  /** Set when it was listed namespace by namespace. */
  byNamespace?: { known: KnownNamespaces; forbidden: string[] };
}

type Incomplete = Exclude<ListOutcome, { type: "complete" }>;
type IncompleteScope = ScopeOutcome & { outcome: Incomplete };

/** Tells the sink what of a resource is missing and why, with what to do. Nothing where all of it was listed. */
export function reportMissing(session: Session, { resource, outcomes, byNamespace }: Listed, sink: ObjectSink): void {
  const incomplete = outcomes.find((each): each is IncompleteScope => each.outcome.type !== "complete");
  if (!byNamespace) {
    if (incomplete) sink.notListed(resource.name, listPermission(resource), whyNot(session, resource, incomplete));
    return;
  }
  const listedIn = outcomes.flatMap(({ namespace, outcome }) => (outcome.type === "complete" && namespace !== undefined ? [namespace] : []));
  const { known, forbidden } = byNamespace;
  const notListedIn = known.names.filter((name) => !listedIn.includes(name));
  if (notListedIn.length === 0 && known.extent !== "own") return;

  const sentences = [
    forbidden.length > 0 || known.extent === "own" ? mayNot(session, resource, notListedIn, known) : "",
    listedIn.length > 0 ? `Only ${namesOf(listedIn)} ${listedIn.length === 1 ? "was" : "were"} read.` : "",
    incomplete ? `${incomplete.namespace === undefined ? "" : `In ${incomplete.namespace}: `}${whyNot(session, resource, incomplete)}` : "",
    known.extent === "own" ? "Which other namespaces there are is not known: ask for a role that lists them, or name those to read." : "",
  ];
  sink.notListed(resource.name, listPermission(resource), sentences.filter((sentence) => sentence !== "").join(" "), { listedIn, notListedIn });
}

/** For resources that were not tried any more because the server had stopped taking the user. */
export function reportUntried(resource: ListedResource, error: AppError, sink: ObjectSink): void {
  sink.notListed(resource.name, listPermission(resource), inWords(error));
}

function mayNot(session: Session, resource: ListedResource, notListedIn: string[], { extent }: KnownNamespaces): string {
  const everywhere = extent === "chosen" ? "" : " at cluster scope";
  const there = notListedIn.length === 0 ? "" : `${everywhere === "" ? "" : ", nor"} in ${namesOf(notListedIn)}`;
  return `${whoIs(session)} may not list ${resource.name}${resource.group === "" ? "" : `.${resource.group}`}${everywhere}${there}. Ask for a role that allows it.`;
}

const SHOWN_NAMES = 5;

/** `namespace a`, `namespaces a, b and 12 more`. */
function namesOf(names: string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).join(", ");
  const more = names.length - SHOWN_NAMES;
  return `${names.length === 1 ? "namespace" : "namespaces"} ${shown}${more > 0 ? ` and ${more} more` : ""}`;
}

function whyNot(session: Session, resource: ListedResource, { namespace, outcome }: IncompleteScope): string {
  const reason = outcome.type === "failed" ? inWords(outcome.error) : refusal(session, resource, outcome.status, namespace);
  return outcome.objects === 0 ? reason : `Only the first ${outcome.objects} ${resource.name} were read. ${reason}`;
}

function refusal(session: Session, resource: ListedResource, status: ApiStatus, namespace: string | undefined): string {
  const said = status.message ? ` The server says: ${status.message}` : "";
  if (status.code === 403) return `${whoIs(session)} may not ${listPermission(resource, namespace)}. Ask for a role that allows it.${said}`;
  if (status.code === 404) return `The server has no ${resource.name} of ${resource.apiVersion}.`;
  if (status.location !== undefined) {
    return `The server answered ${status.code} and sends to ${status.location}, where nobody is asked: check that \`server\` in the kubeconfig is a Kubernetes API server, and what is between this computer and it.`;
  }
  return `The server answered ${status.code}.${said}`;
}

function whoIs({ context }: Session): string {
  return `${context.user ? `User "${context.user.name}"` : "A user who gives no credentials"} of context "${context.name}"`;
}
