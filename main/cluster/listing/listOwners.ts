import { AppFailure } from "../../../shared/kernel/result.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import type { Session } from "../session.ts";
import { inWords } from "../words.ts";
import { discover } from "./discover.ts";
import type { ListedResource } from "./resources.ts";
import { mayList, type Right } from "./rights.ts";
import type { OwnerKind, SeenOwners } from "./seenOwners.ts";

export interface OwnersListing {
  owners: SeenOwners;
  /** What may be listed; the answers for these kinds are added. */
  rights: Right[];
  sink: ObjectSink;
  list(resource: ListedResource): Promise<unknown>;
}

/** Owners of owners of owners: a RayJob owns a RayCluster that owns pods. Nobody goes further. */
const ROUNDS = 3;

/**
 * Lists the kinds that own what was listed and are none of the usual ones: how they are listed the server tells, what
 * cannot be had goes to the coverage. Rejects when it is cancelled.
 */
export async function listOwners(session: Session, { owners, rights, sink, list }: OwnersListing): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of owners.fresh()) {
      const resource = await prepared(session, kind, { rights, sink });
      if (resource) await list(resource);
    }
  }
}

/** How a kind is listed, once it is known whether the user may. */
async function prepared(session: Session, kind: OwnerKind, { rights, sink }: Pick<OwnersListing, "rights" | "sink">): Promise<ListedResource | undefined> {
  const missing = (path: string, message: string): undefined => {
    sink.notListed(`${kind.kind} of ${kind.apiVersion}`, `get ${path}`, message);
  };
  try {
    const discovered = await discover(session, kind);
    if (!("resource" in discovered)) return missing(discovered.path, discovered.message);
    const { resource } = discovered;
    rights.push(await mayList(session, resource));
    return resource;
  } catch (error) {
    const explained = session.explain(error);
    if (explained.code === "cancelled") throw new AppFailure(explained);
    return missing(kind.apiVersion, inWords(explained));
  }
}
