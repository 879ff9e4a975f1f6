import type { TrustDraft } from "../bundle/trustList.ts";
import type { DocumentFormat } from "../exchange/formats.ts";
import type { DiffLine } from "../kernel/lines.ts";
import type { AppError, FieldIssue } from "../kernel/result.ts";
import type { Attestor, AttestorType } from "../model/attestor.ts";
import type { Platform, Policy } from "../model/policy.ts";
import type { LabelCondition, PodLabel, Ruleset } from "../model/ruleset.ts";
import type { PolicyChange } from "../rules/comparePolicies.ts";

export type { DiffLine } from "../kernel/lines.ts";
export type { PolicyChange } from "../rules/comparePolicies.ts";

/** Shapes of rulesets, attestors, comparisons, starters and imports that cross the contract. Times are RFC 3339 in UTC. */

// Rulesets

export interface RulesetSummary {
  name: string;
  description: string;
  labels: PodLabel[];
  labelMatchingCondition: LabelCondition;
  /** Predefined rules, and files of custom ones. */
  ruleCount: number;
  customFileCount: number;
  /** Counts saves, from 1. */
  revision: number;
  created: string;
  updated: string;
  author: string;
  /** Names of the policies that use it in their newest version. */
  usedBy: string[];
}

export interface SavedRuleset {
  ruleset: Ruleset;
  revision: number;
  created: string;
  updated: string;
  author: string;
  usedBy: string[];
  /** What it was saved with all the same: rules the vendor removed, warnings about custom rules. */
  warnings?: FieldIssue[];
}

// Attestors

export interface AttestorSummary {
  name: string;
  description: string;
  type: AttestorType;
  /** `ECDSA P-256`; for a keyless identity its subject. */
  about: string;
  /** SHA-256 of the key's SubjectPublicKeyInfo, hex; absent for a keyless identity. */
  fingerprint?: string;
  transparencyLog: boolean;
  revision: number;
  created: string;
  updated: string;
  author: string;
  /** Names of the policies whose signature rules name it, in their newest version. */
  usedBy: string[];
}

export interface SavedAttestor {
  attestor: Attestor;
  /** Absent for a keyless identity. */
  key?: KeyFacts;
  revision: number;
  created: string;
  updated: string;
  author: string;
  usedBy: string[];
}

/** What a key or certificate is. */
export interface KeyFacts {
  /** `ECDSA P-256`, `RSA 3072 bits`, `Ed25519`. */
  type: string;
  /** SHA-256 of the SubjectPublicKeyInfo, hex. */
  fingerprint: string;
  certificate?: {
    subject: string;
    issuer: string;
    notBefore: string;
    notAfter: string;
    /** SHA-256 of the certificate itself, hex. */
    fingerprint: string;
    /** Certificates in the text. */
    chain: number;
  };
  /** What one should know: an expired certificate, a key the product may not take. */
  warnings: string[];
}

// Unsaved work on rulesets, attestors and the next trust list

export const OBJECT_KINDS = ["ruleset", "attestor", "trustList"] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** A draft's document with what it is of. */
export type ObjectWork = { kind: "ruleset"; document: Ruleset } | { kind: "attestor"; document: Attestor } | { kind: "trustList"; document: TrustDraft };

/** Which window wrote a draft, and when. `stamp` names this state of it. */
export interface ObjectDraftMark {
  stamp: string;
  window: string;
  author: string;
  updated: string;
}

/** `name` is empty for the new attestor and for the next trust list; `baseRevision` 0: the object was never saved. */
export type ObjectDraft = ObjectWork & ObjectDraftMark & { name: string; baseRevision: number };

/** A window, and the stamp of the draft that it knows; null: it knows of none. */
export interface DraftWriter {
  window: string;
  after: string | null;
}

export interface ObjectDraftSummary {
  name: string;
  baseRevision: number;
  description: string;
  updated: string;
  /** Of a ruleset's draft. */
  ruleset?: Pick<RulesetSummary, "labels" | "labelMatchingCondition" | "ruleCount" | "customFileCount">;
}

// Versions of a policy

export interface PolicyComparison {
  a: ComparedVersion;
  b: ComparedVersion;
  /** In the order of the policy; empty when both say the same. */
  changes: PolicyChange[];
  /** Both as Sallyport's document, line by line; unchanged stretches are cut. */
  lines: DiffLine[];
}

export interface ComparedVersion {
  /** `draft`: what is not saved yet. */
  version: number | "draft";
  /** Of a draft: when it was kept. */
  saved: string;
  author: string;
  note: string;
}

/** Which policy a cluster has. */
export interface Assignment {
  target: { type: "context" | "snapshot"; id: string };
  /** As the user knows the cluster. */
  name: string;
  policy: string;
}

// Starter policies

export interface StarterSummary {
  id: string;
  title: string;
  /** One sentence. */
  summary: string;
  ruleCount: number;
}

export interface Starter extends StarterSummary {
  policy: Policy;
  /** What it covers and what it cannot, as Markdown (headings, paragraphs, lists). */
  page: string;
}

// Importing

export const DOCUMENT_KINDS = ["policy", "ruleset", "attestor"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What an import would do, or has done, to one document. */
export interface ImportItem {
  /** Names it within one preview. */
  key: string;
  kind: DocumentKind;
  name: string;
  /** Its name in the file, where Sallyport does not allow that; exported in the same format it has it again. */
  writtenName?: string;
  file: string;
  format: DocumentFormat;
  platform?: Platform;
  /** `skipped`: it is there already and the same, or it cannot be saved (see `issues`). */
  outcome: "created" | "changed" | "skipped";
  /** What would change in what is stored, in words. */
  changes: string[];
  /** What was read as something else, tolerated or kept, in words. */
  converted: string[];
  /** What could not be taken over. */
  lost: string[];
  /** What keeps it from being saved. */
  issues: FieldIssue[];
}

export interface ImportPreview {
  /** Handle for `import.apply`; forgotten after some more previews. */
  id: string;
  items: ImportItem[];
  /** Files and parts of files that could not be read. */
  problems: AppError[];
  /** Files of the folders among the paths that hold nothing to import. */
  ignored?: string[];
}

export interface ImportReport {
  items: (ImportItem & {
    /** Version or revision that was saved; absent for what was skipped. */
    version?: number;
  })[];
  problems: AppError[];
  ignored?: string[];
}
