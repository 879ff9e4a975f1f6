import { zstdDecompressSync } from "node:zlib";

import type { Inventory } from "../../../shared/audit/index.ts";
import type { Coverage } from "../../../shared/audit/coverage.ts";
import { isObject, type JsonObject } from "../../../shared/kernel/json.ts";
import type { SnapshotBlock } from "../../ports.ts";
import { namespaceOfFacts, objectOfFacts } from "./factsObject.ts";
import { createPseudonyms, OWN_NAMES, type Pseudonyms } from "./pseudonyms.ts";

/** A snapshot as it is written to a file: objects as Kubernetes has them, one a line. */

export interface SnapshotHead {
  objects: number;
  coverage: Coverage;
  /** Lines of its namespaces. */
  namespaces: Uint8Array;
}

/** `key`: names are replaced. */
export function headOf(inventory: Inventory, key: Uint8Array | undefined): SnapshotHead {
  const names = key ? createPseudonyms(key) : OWN_NAMES;
  return {
    objects: inventory.objects.length,
    coverage: key ? withoutNames(inventory.coverage, names) : inventory.coverage,
    namespaces: linesOf(inventory.namespaces.map((namespace) => namespaceOfFacts(namespace, names))),
  };
}

/**
 * Lines of the objects of a block. Under other names, objects are made of their facts alone: whatever else they hold
 * could tell whose they are.
 */
export function objectLines({ objects, pods }: Inventory, block: SnapshotBlock, key: Uint8Array | undefined): Uint8Array {
  const names = key ? createPseudonyms(key) : OWN_NAMES;
  const stored: unknown = key ? [] : JSON.parse(zstdDecompressSync(block.data).toString());
  const written: JsonObject[] = [];
  for (let place = 0; place < block.count; place++) {
    const object = objects.at(block.first + place);
    const pod = object && pods[object.pod];
    if (!object || !pod) continue;
    const text: unknown = Array.isArray(stored) ? stored[place] : undefined;
    // One that was too large to be kept is told by its facts.
    written.push(isObject(text) ? inNamespace(text, object.namespace) : objectOfFacts(object, pod, names));
  }
  return linesOf(written);
}

/** Where a manifest named no namespace, the assumed one is written: whoever reads the file may assume another. */
function inNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = isObject(object["metadata"]) ? object["metadata"] : {};
  return typeof metadata["namespace"] === "string" && metadata["namespace"] !== "" ? object : { ...object, metadata: { ...metadata, namespace } };
}

/** Places are replaced, and messages, which quote names, are left out. */
function withoutNames(coverage: Coverage, names: Pseudonyms): Coverage {
  const all = (namespaces: string[] | undefined) => namespaces?.map(names.namespace);
  return {
    ...coverage,
    skipped: coverage.skipped.map(({ file, ...rest }) => ({ ...rest, ...(file !== undefined && { file: names.file(file) }) })),
    unreadable: coverage.unreadable.map(({ file }) => ({ file: names.file(file), message: "It could not be read. Why is left out with the names." })),
    notListed: coverage.notListed.map(({ resource, permission, listedIn, notListedIn }) => ({
      resource, permission, ...(listedIn && { listedIn: all(listedIn) ?? [] }), ...(notListedIn && { notListedIn: all(notListedIn) ?? [] }),
    })),
    ...(coverage.onlyNamespaces && { onlyNamespaces: all(coverage.onlyNamespaces) ?? [] }),
  };
}

function linesOf(objects: JsonObject[]): Uint8Array {
  return new Uint8Array(Buffer.from(objects.map((object) => `${JSON.stringify(object)}\n`).join("")));
}
