import type { JsonObject } from "../../kernel/json.ts";
import type { Attestor } from "../../model/attestor.ts";
import { readKeyAttestor, writeKeyAttestor } from "../attestorParts.ts";
import { refuse, type ReadContext } from "../context.ts";
import { foreignLoss } from "../describe.ts";
import { at, fieldsOf, mapField, text, unknownFields } from "../fields.ts";
import { keep, keptFor, keptMap } from "../kept.ts";
import { toAttestorName } from "../names.ts";
import { nameNotes, readMetadata, writeMetadata } from "./metadata.ts";
import { API_VERSION, KINDS } from "./names.ts";

const FORMAT = "custom-resource";

/** Reads an Attestor resource (vendor-facts §4). */
export function readAttestorResource(context: ReadContext, resource: JsonObject): Attestor {
  const root = fieldsOf(context, resource, "");
  const apiVersion = text(root, "apiVersion");
  text(root, "kind");
  const map = mapField(root, "metadata") ?? refuse(context, at(root, "metadata"), "metadata is missing.", "Write the name there: metadata: { name: … }.");
  const metadata = readMetadata(map, toAttestorName, "attestor");
  const spec = mapField(root, "spec") ?? refuse(context, at(root, "spec"), "spec is missing.", "An Attestor has spec.publicKey.");
  const { attestor, options } = readKeyAttestor(spec, metadata.name, metadata.description);
  return {
    ...attestor,
    ...keep(undefined, FORMAT, {
      apiVersion: apiVersion === API_VERSION ? undefined : apiVersion,
      metadata: metadata.kept(),
      fields: unknownFields(root),
      spec: unknownFields(spec),
      options,
    }),
  };
}

/** An Attestor resource; null for one that the product cannot have. */
export function toAttestorResource(attestor: Attestor): { resource: JsonObject; lossy: string[]; notes: string[] } | null {
  const kept = keptFor(attestor, FORMAT);
  const body = writeKeyAttestor(attestor, keptMap(kept, "options"));
  if (!body) return null;
  const metadata = writeMetadata(attestor, keptMap(kept, "metadata"), toAttestorName);
  const foreign = foreignLoss(attestor, FORMAT, "The attestor");
  return {
    resource: {
      apiVersion: kept["apiVersion"] ?? API_VERSION,
      kind: KINDS.attestor,
      metadata,
      spec: { ...body, ...keptMap(kept, "spec") },
      ...keptMap(kept, "fields"),
    },
    lossy: foreign === null ? [] : [foreign],
    notes: nameNotes(attestor, metadata, "attestor"),
  };
}
