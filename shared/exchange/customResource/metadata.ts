import type { JsonObject } from "../../kernel/json.ts";
import { rename } from "../context.ts";
import { mapField, requiredText, text, type Fields } from "../fields.ts";
import { toResourceName } from "../names.ts";
import { DESCRIPTION_ANNOTATION, NAME_ANNOTATION } from "./names.ts";

/** Names, descriptions and other metadata of every kind of custom resource. */

export interface ReadMetadata {
  name: string;
  description: string;
  /** Annotations of ours that a reader asked for besides, by key. */
  annotations: Fields | undefined;
  /** Everything else, to be written back; call it when all annotations were read. */
  kept(): JsonObject | undefined;
}

/**
 * Reads `metadata`. Our own annotation brings back a name that a resource cannot have; a stale one does not count.
 * @param toName makes a name of ours of any text
 * @param noun for messages: `policy`
 */
export function readMetadata(metadata: Fields, toName: (name: string) => string, noun: string): ReadMetadata {
  const { context } = metadata;
  const written = requiredText(metadata, "name");
  const annotations = mapField(metadata, "annotations");
  const annotated = annotations ? text(annotations, NAME_ANNOTATION) : undefined;
  const description = (annotations ? text(annotations, DESCRIPTION_ANNOTATION) : undefined) ?? "";
  const name = annotated !== undefined && annotated === toName(annotated) && toResourceName(annotated) === written ? annotated : toName(written);
  if (name !== written && name !== annotated) {
    const article = /^[aeiou]/.test(noun) ? "An" : "A";
    rename(context, written, `${article} ${noun} cannot be named "${written}": it becomes "${name}", and is "${written}" again in exported custom resources.`, metadata.map, "name");
  }
  const kept = (): JsonObject | undefined => {
    const otherAnnotations = annotations ? Object.entries(annotations.map).filter(([key]) => !annotations.known.has(key)) : [];
    const other = Object.entries(metadata.map).filter(([key]) => !metadata.known.has(key));
    const all: JsonObject = {
      ...(toResourceName(name) === written ? {} : { name: written }),
      ...Object.fromEntries(other),
      ...(otherAnnotations.length > 0 ? { annotations: Object.fromEntries(otherAnnotations) } : {}),
    };
    return Object.keys(all).length > 0 ? all : undefined;
  };
  return { name, description, annotations, kept };
}

/** Writes `metadata`: the name it was read under where that still means the same, else one made of ours. */
export function writeMetadata(
  item: { name: string; description: string },
  kept: JsonObject,
  toName: (name: string) => string,
  ours: Record<string, string> = {},
): JsonObject {
  const keptName = kept["name"];
  const name = typeof keptName === "string" && toName(keptName) === item.name ? keptName : toResourceName(item.name);
  const annotations = {
    ...(kept["annotations"] as JsonObject | undefined),
    ...(toName(name) === item.name ? {} : { [NAME_ANNOTATION]: item.name }),
    ...(item.description === "" ? {} : { [DESCRIPTION_ANNOTATION]: item.description }),
    ...ours,
  };
  const { name: _name, annotations: _annotations, ...other } = kept;
  return { name, ...other, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) };
}

/** What to tell when a resource is named otherwise than here. */
export function nameNotes(item: { name: string }, metadata: JsonObject, noun: string): string[] {
  return metadata["name"] === item.name ? [] : [`The ${noun} ${item.name} is named ${String(metadata["name"])} in the cluster; Sallyport reads it back as ${item.name}.`];
}
