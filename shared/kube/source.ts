import type { CommonFacts, OwnerRef } from "./facts.ts";

/** Where an object was read: its file, and its 0-based place there (`[document, item]` for a List inside a YAML file). */
export interface SourceRef {
  file: string;
  index: number | [number, number];
}

/** Something that could not be read. It goes to the coverage statement; reading goes on where it can. */
export interface Unreadable {
  file: string;
  index?: number | [number, number];
  /** 1-based. */
  line?: number;
  column?: number;
  message: string;
}

/**
 * Receives what a reader finds, in the order of the source. `object` gets one parsed object (a list item, a document, a
 * line); it may keep what it needs of it and must not keep the object itself.
 */
export interface ObjectSink {
  object(value: unknown, source: SourceRef): void;
  /**
   * A sink that needs facts alone takes them here from a reader that can tell them without making the objects. `outer`:
   * where several values follow one another, the place of the one that holds them; `first` is the first row's place in it.
   */
  rows?(rows: FactsRows, file: string, first: number, outer?: number): void;
  unreadable(problem: Unreadable): void;
  /** A file that holds no manifests (by its name), a document that is empty, or an object that was read before. */
  skipped(file: string, reason: "notManifest" | "empty" | "duplicate"): void;
  /** A resource of a live cluster that could not be listed, or only in some namespaces. */
  notListed(resource: string, permission: string, message: string, places?: ListedPlaces): void;
  /** Only these namespaces are read, as the user asked. */
  limitedTo?(namespaces: string[]): void;
  /** What whoever took the data counted and did not hand on: it comes with a snapshot that was taken elsewhere. */
  carried?(coverage: CarriedCoverage): void;
}

export interface CarriedCoverage {
  skipped: SkippedCount[];
  assumedNamespace?: { namespace: string; count: number };
}

export interface SkippedCount {
  /** `notWorkload`: a kind without pods. `notExamined`: a kind with a pod template that is not judged. `duplicate`: read once already. */
  reason: "notWorkload" | "notExamined" | "notManifest" | "notObject" | "empty" | "duplicate";
  kind?: string;
  file?: string;
  count: number;
}

/** Namespaces in which a resource was listed, and known ones in which it was not. */
export interface ListedPlaces {
  listedIn: string[];
  notListedIn: string[];
}

/**
 * Facts of consecutive objects as a reader keeps them: what objects have in common is told by one value for all of them
 * (it must not be changed), the rest when it is asked for.
 */
export interface FactsRows {
  readonly length: number;
  common(row: number): CommonFacts;
  /** The same value for rows of one owner, as far as the reader sees that. */
  owner(row: number): OwnerRef | undefined;
  readonly texts: RowTexts;
  /** The object as it stands in the source, valid JSON; good until the call that gives the rows returns. */
  bytes(row: number): Uint8Array;
}

/** What is different for nearly every row: all that needs to be kept of rows whose common facts were taken. */
export interface RowTexts {
  /** Never empty. */
  name(row: number): string;
  uid(row: number): string | undefined;
  /** `hashText` of the uid. */
  uidHash(row: number): number | undefined;
  created(row: number): string | undefined;
}

export interface ReadProgress {
  /** What is being read now, for people: a file name or a resource. */
  what: string;
  objects: number;
  bytes: number;
  /** Undefined where the size is not known beforehand (stdin, a live cluster). */
  totalBytes?: number;
}
