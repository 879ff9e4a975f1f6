import { isObject } from "../../../shared/kernel/json.ts";
import type { FactsRows, ObjectSink } from "../../../shared/kube/source.ts";
import { createIdentities } from "./identities.ts";
import type { ListedResource } from "./resources.ts";

/** Hands the objects of one resource to the sink, each once, however often pages and lists have to be read again. */
export interface Delivery {
  item(item: unknown): void;
  /** Facts of consecutive items, for a sink that takes them. */
  rows(rows: FactsRows): void;
  count(): number;
  /** A list begins, or begins anew: everything handed out so far may come again. */
  beginPass(): void;
  /** The page is asked for again: what it gave may come again. */
  repeatPage(): void;
  /** Objects handed out since the last page. */
  endPage(): number;
  /** More objects came again than there are reasons for: the server gives the same pages over and over. */
  isGoingInCircles(): boolean;
}

/** A list without selectors has no empty pages in the middle. */
const MAX_EMPTY_PAGES = 10;

/** `file` names the resource in the places of its objects. */
export function createDelivery(sink: ObjectSink, resource: ListedResource, file: string): Delivery {
  const seen = createIdentities();
  let index = 0;
  let itemsOfPage = 0;
  let newOfPage = 0;
  let repeated = 0;
  let allowedRepeats = 0;
  let emptyPages = 0;

  /** Whether an object of this identity is new; an item without one is told as unreadable. */
  const isNew = (id: string | undefined): boolean => {
    itemsOfPage++;
    if (id === undefined) {
      sink.unreadable({ file, index: index++, message: "This item of the list is not an object with a name." });
      return false;
    }
    if (!seen.add(id)) {
      repeated++;
      return false;
    }
    newOfPage++;
    return true;
  };

  return {
    item(item) {
      if (!isNew(identity(item))) return;
      // Items of a typed list do not repeat what they are.
      sink.object(Object.assign(item as object, { apiVersion: resource.apiVersion, kind: resource.kind }), { file, index: index++ });
    },
    rows(rows) {
      const fresh: number[] = [];
      for (let row = 0; row < rows.length; row++) if (isNew(identityOfRow(rows, row))) fresh.push(row);
      if (fresh.length === 0) return;
      sink.rows?.(fresh.length === rows.length ? rows : pick(rows, fresh), file, index);
      index += fresh.length;
    },
    count: () => seen.size,
    beginPass() {
      repeated = 0;
      allowedRepeats = seen.size;
      emptyPages = 0;
      itemsOfPage = 0;
    },
    repeatPage() {
      allowedRepeats += itemsOfPage;
      itemsOfPage = 0;
    },
    endPage() {
      emptyPages = itemsOfPage === 0 ? emptyPages + 1 : 0;
      itemsOfPage = 0;
      const handedOut = newOfPage;
      newOfPage = 0;
      return handedOut;
    },
    isGoingInCircles: () => repeated > allowedRepeats || emptyPages >= MAX_EMPTY_PAGES,
  };
}

function identityOfRow(rows: FactsRows, row: number): string {
  const uid = rows.texts.uid(row);
  if (uid !== undefined) return uid;
  const common = rows.common(row);
  return `${(common.type === "workload" && common.facts.namespace) || ""}/${rows.texts.name(row)}`;
}

/** Some of the rows, in their order. */
function pick(rows: FactsRows, places: number[]): FactsRows {
  const at = (row: number): number => places[row] ?? 0;
  const { texts } = rows;
  return {
    length: places.length,
    common: (row) => rows.common(at(row)),
    owner: (row) => rows.owner(at(row)),
    bytes: (row) => rows.bytes(at(row)),
    texts: { name: (row) => texts.name(at(row)), uid: (row) => texts.uid(at(row)), created: (row) => texts.created(at(row)), uidHash: (row) => texts.uidHash(at(row)) },
  };
}

/** The uid; where a server gives none, namespace and name are as good within one resource. */
function identity(item: unknown): string | undefined {
  const metadata = isObject(item) ? item["metadata"] : undefined;
  if (!isObject(metadata)) return undefined;
  if (typeof metadata["uid"] === "string") return metadata["uid"];
  if (typeof metadata["name"] !== "string") return undefined;
  return `${typeof metadata["namespace"] === "string" ? metadata["namespace"] : ""}/${metadata["name"]}`;
}
