import { controllerOf, createPodFacts, identityFacts, podSpecPath, shapeFacts } from "../../../shared/kube/project.ts";
import type { ShapeFacts } from "../../../shared/kube/project.ts";
import type { CommonFacts, OwnerRef } from "../../../shared/kube/facts.ts";
import type { JsonObject } from "../../../shared/kernel/json.ts";
import { FIELDS, type Field } from "./keyTable.ts";
import { ValueStore, type Words } from "./values.ts";
import type { Values } from "./wasm.ts";

/** Words among an object's fields that are no fields (see `assembly/index.ts`). */
const ELEMENT = 0x100;
const END = 0x101;

/** What the items of a typed list (`PodList`) are when they do not say it themselves. */
export interface TypedList {
  kind: string;
  apiVersion: string;
}

/** More than the ids of a walker: two numbers of groups make one that is exact. */
const MOST_GROUPS = 2 ** 26;

/** Stands for the name of an object, which is told apart: what else is said does not depend on it, as long as there is one. */
const SOME_NAME = "name";

/**
 * Tells what the ids of one walker stand for. The wanted fields of an object are put together again as an object of those
 * alone, which goes through the same `shared/kube` code as every other; what objects have in common is worked out once
 * for each id. It is a class because there is one for each walker: functions of their own would be compiled for each anew.
 */
export class Decoder {
  private readonly store = new ValueStore();
  // Values, groups and objects share the ids: of each kind there are few.
  private readonly values = new Map<number, unknown>();
  private readonly groups = new Map<number, JsonObject>();
  /** By kind, then by the numbers of spec and status as one. */
  private readonly shapes = new Map<string, Map<number, ShapeFacts>>();
  /** By the kind of the list the objects stand in; empty where they say their kind themselves. */
  private readonly commons = new Map<string, Map<number, CommonFacts | "unknown">>();
  private readonly owners = new Map<number, OwnerRef | undefined>();
  private readonly podFactsOf = createPodFacts();
  /** Groups are objects that are made once, so that a number can stand for each. */
  private readonly numbers = new Map<object, number>();

  /** Takes the values of a piece: their ids follow those before. */
  learn(values: Values): void {
    this.store.add(values);
  }

  /** What the object with these fields has in common with others; undefined when the fields do not tell it. */
  commonOf(fields: number, typed: TypedList | undefined): CommonFacts | undefined {
    const key = typed ? `${typed.apiVersion} ${typed.kind}` : "";
    let ofKind = this.commons.get(key);
    if (!ofKind) this.commons.set(key, (ofKind = new Map()));
    let known = ofKind.get(fields);
    if (!known) ofKind.set(fields, (known = this.decode(fields, typed) ?? "unknown"));
    return known === "unknown" ? undefined : known;
  }

  /** The owner that the owner references of an id name. */
  ownerOf(references: number): OwnerRef | undefined {
    const known = this.owners.get(references);
    if (known !== undefined || this.owners.has(references)) return known;
    const owner = controllerOf(JSON.parse(this.store.text(references)));
    this.owners.set(references, owner);
    return owner;
  }

  private decode(fields: number, typed: TypedList | undefined): CommonFacts | undefined {
    const object = this.readFields(this.store.words(fields));
    if (typed && object["kind"] === undefined) Object.assign(object, { kind: typed.kind, apiVersion: object["apiVersion"] ?? typed.apiVersion });
    const { kind, apiVersion } = object;
    // A list within the list, or an item whose kind the list tells. How a Namespace is labelled is not among the fields.
    if (typeof kind !== "string" || kind === "" || kind.endsWith("List") || kind === "Namespace") return undefined;
    const version = typeof apiVersion === "string" ? apiVersion : "";
    const path = podSpecPath(kind, version);
    if (!path) return { type: "notWorkload", apiVersion: version, kind, carriesPodSpec: false };
    // Fresh, unlike the groups: nobody else has it.
    const metadata = (object["metadata"] ??= {}) as JsonObject;
    metadata["name"] = SOME_NAME;
    const { namespace, mirror, identityNotes } = identityFacts(object, kind, version);
    const { phase, replicas, podPath, pod, shapeNotes } = this.shapeOf(object, kind, path);
    return { type: "workload", facts: { apiVersion: version, kind, namespace, mirror, phase, replicas, podPath, pod, identityNotes, shapeNotes } };
  }

  /** What objects of one kind with the same spec and status have in common. */
  private shapeOf(object: JsonObject, kind: string, path: string[]): ShapeFacts {
    let ofKind = this.shapes.get(kind);
    if (!ofKind) this.shapes.set(kind, (ofKind = new Map()));
    const key = this.numberOf(object["spec"]) * MOST_GROUPS + (kind === "Pod" ? this.numberOf(object["status"]) : 0);
    let shape = ofKind.get(key);
    if (!shape) ofKind.set(key, (shape = shapeFacts(object, kind, path, this.podFactsOf)));
    return shape;
  }

  private numberOf(group: unknown): number {
    if (typeof group !== "object" || group === null) return 0;
    let number = this.numbers.get(group);
    if (number === undefined) this.numbers.set(group, (number = this.numbers.size + 1));
    return number;
  }

  /** A kept value, parsed once. */
  private valueOf(id: number): unknown {
    let known = this.values.get(id);
    if (known === undefined) this.values.set(id, (known = JSON.parse(this.store.text(id))));
    return known;
  }

  /** A kept group, read as an object once. */
  private groupOf(id: number): JsonObject {
    let known = this.groups.get(id);
    if (!known) this.groups.set(id, (known = this.readFields(this.store.words(id))));
    return known;
  }

  /** Reads fields up to the word that ends an inner object, or to the last. */
  private readFields(from: Words): JsonObject {
    const object: JsonObject = {};
    while (from.at < from.end) {
      const word = next(from);
      if (word === END) break;
      const field = FIELDS[word];
      if (!field) throw new Error(`The walker's tape has an unknown field ${word}.`);
      object[field.key] = this.readField(field, from);
    }
    return object;
  }

  private readField({ key, action }: Field, from: Words): unknown {
    switch (action) {
      case "value":
        return this.valueOf(next(from));
      case "group":
        return this.groupOf(next(from));
      case "object":
        return this.readFields(from);
      case "array":
        return this.readElements(from);
      case "text":
      case "apart":
        throw new Error(`The walker's tape has ${key}, which stands in records only.`);
    }
  }

  private readElements(from: Words): JsonObject[] {
    const elements: JsonObject[] = [];
    while (next(from) === ELEMENT) elements.push(this.groupOf(next(from)));
    return elements;
  }
}

function next(from: Words): number {
  return from.words[from.at++] ?? END;
}
