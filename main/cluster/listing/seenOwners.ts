import { isObject } from "../../../shared/kernel/json.ts";
import type { OwnerRef } from "../../../shared/kube/facts.ts";
import { controllerOf } from "../../../shared/kube/project.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import { RESOURCES } from "./resources.ts";

export interface OwnerKind {
  apiVersion: string;
  kind: string;
}

/** Which kinds own the objects that were listed. */
export interface SeenOwners {
  /** The sink, with the owners of what passes through noted. */
  sink: ObjectSink;
  /** Kinds that are not among those listed anyway, met since it was asked last. */
  fresh(): OwnerKind[];
}

/** A static pod's mirror belongs to its node, which has no pod template. */
const WITHOUT_TEMPLATE: OwnerKind = { apiVersion: "v1", kind: "Node" };

export function noteOwners(sink: ObjectSink): SeenOwners {
  const known = new Set([...RESOURCES, WITHOUT_TEMPLATE].map(keyOf));
  let fresh: OwnerKind[] = [];
  let last: OwnerRef | undefined;
  const note = (owner: OwnerRef | undefined): void => {
    // Most rows share their owner with the one before.
    if (!owner || owner === last) return;
    last = owner;
    const key = keyOf(owner);
    if (known.has(key)) return;
    known.add(key);
    fresh.push({ apiVersion: owner.apiVersion, kind: owner.kind });
  };
  return {
    sink: {
      ...forwarded(sink),
      object(value, source) {
        const metadata = isObject(value) ? value["metadata"] : undefined;
        if (isObject(metadata)) note(controllerOf(metadata["ownerReferences"]));
        sink.object(value, source);
      },
      ...(sink.rows && {
        rows(...given) {
          const [rows] = given;
          for (let row = 0; row < rows.length; row++) note(rows.owner(row));
          sink.rows?.(...given);
        },
      }),
    },
    fresh() {
      const met = fresh;
      fresh = [];
      return met;
    },
  };
}

function keyOf({ apiVersion, kind }: OwnerKind): string {
  return `${apiVersion} ${kind}`;
}

function forwarded(sink: ObjectSink): Pick<ObjectSink, "unreadable" | "skipped" | "notListed" | "limitedTo"> {
  return {
    unreadable: (problem) => sink.unreadable(problem),
    skipped: (file, reason) => sink.skipped(file, reason),
    notListed: (...given) => sink.notListed(...given),
    limitedTo: (namespaces) => sink.limitedTo?.(namespaces),
  };
}
