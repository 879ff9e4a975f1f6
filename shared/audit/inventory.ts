import type { Note, ObjectState } from "../model/finding.ts";
import type { NamespaceFacts, OwnerRef, PodFacts } from "../kube/facts.ts";
import type { SourceRef } from "../kube/source.ts";
import type { Coverage } from "./coverage.ts";
import type { ObjectList } from "./objectList.ts";

/** One pod-bearing object of a source, compactly: its pod spec is a place in `Inventory.pods`. */
export interface InventoryObject {
  source: SourceRef;
  apiVersion: string;
  kind: string;
  /** The assumed one where the manifest names none. */
  namespace: string;
  name: string;
  uid: string | undefined;
  owner: OwnerRef | undefined;
  state: ObjectState;
  created: string | undefined;
  podPath: string;
  /** Index into `Inventory.pods`. */
  pod: number;
  /** Notes on the object outside its pod spec. */
  notes?: Note[];
}

/** Everything that judging needs of one source: identical pod specs are kept, and judged, once. Plain data. */
export interface Inventory {
  objects: ObjectList;
  pods: PodFacts[];
  namespaces: NamespaceFacts[];
  coverage: Coverage;
}
