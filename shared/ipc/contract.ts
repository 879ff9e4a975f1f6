import type { Attestor } from "../model/attestor.ts";
import type { Policy } from "../model/policy.ts";
import type { Ruleset, RuntimeRule } from "../model/ruleset.ts";
import type {
  CompareAnswer, CompareQuery, ExportQuery, ExportedText, Group, GroupBy, HeatMap, OutlookCounts, Proposals, RolloutPlan, RolloutQuery,
} from "./resultQueries.ts";
import type { DraftWriter, ObjectDraft, ObjectDraftSummary, ObjectKind, ObjectWork } from "./objects.ts";
import type {
  AppInfo, Assignment, AttestorFormat, AttestorSummary, ContextList, Draft, DraftHold, DraftSummary, FolderListing, Impact, ImportPreview, ImportReport, Job,
  KeyFacts, PageFormat, PolicyComparison, PolicyExport, PolicyFormat, PolicySummary, PolicyVersion, Reachability,
  RowFilter, RowPage, RulesetFormat, RulesetSummary, SavedAttestor, SavedPolicy, SavedRuleset, ScanOptions, ScanSummary, Settings, SnapshotRequest, SnapshotSummary,
  SortKey, Starter, StarterSummary, Trace, WorkloadDetail, YamlView,
} from "./types.ts";
import type {
  ApprovalReport, BundleDetail, BundleImpact, BundleInspection, BundleRef, BundleRequest, BundleSummary, DetachedRequest, Diagnostics, FileSignature, FileVerification,
  KeyFileFacts, KeySource, Signing, SigningKeySummary, TrailHead, TrailPage, TrailQuery, TrailVerification, TrustCandidate, TrustList, TrustState,
} from "./signing.ts";

/**
 * The contract between the window and the trusted side: each channel with its request and response. Everything else
 * (preload, web bridge, router, RTK Query endpoints) infers from this map. A new channel is one line here, its schema in
 * `schemas.ts` (a missing one does not compile) and one use case.
 */
export const channels = {
  "app.info": channel<void, AppInfo>(),
  /** Whether the program's own cryptography works, what it runs on, and whether the store was put back to an earlier state. */
  "app.diagnostics": channel<void, Diagnostics>(),
  /** The user has seen that the store was put back. */
  "app.acknowledgeRestore": channel<void, null>(),
  "settings.get": channel<void, Settings>(),
  "settings.set": channel<Partial<Settings>, Settings>(),

  "policies.list": channel<void, PolicySummary[]>(),
  "policies.get": channel<{ name: string; version?: number }, SavedPolicy>(),
  /** Refused with `exists` when the name is taken. */
  "policies.create": channel<{ policy: Policy; note?: string; writer?: DraftWriter | undefined }, SavedPolicy>(),
  /** Refused with `conflict` when `baseVersion` is not the newest. Removes the draft. */
  "policies.save": channel<{ policy: Policy; baseVersion: number; note?: string; writer?: DraftWriter | undefined }, SavedPolicy>(),
  "policies.duplicate": channel<{ name: string }, SavedPolicy>(),
  "policies.delete": channel<{ name: string }, null>(),
  "policies.versions": channel<{ name: string }, PolicyVersion[]>(),
  "policies.export": channel<{ name: string; format: PolicyFormat }, PolicyExport>(),
  /** A policy as one readable page: HTML that prints, or text. */
  "policies.page": channel<{ name: string; version?: number; format: PageFormat }, PolicyExport>(),
  /** A policy is assigned to a cluster: a context or an imported snapshot. `policy` null takes it away. */
  "policies.assign": channel<{ target: { type: "context" | "snapshot"; id: string }; policy: string | null }, null>(),

  /** Which policy each cluster has. */
  "policies.assignments": channel<void, Assignment[]>(),
  /** Two versions of a policy, by rule in words and as text; `b` may be the older one, or the draft. */
  "policies.compare": channel<{ name: string; a: number; b: number | "draft" }, PolicyComparison>(),
  /** Saves an earlier version anew: nothing that came after it is lost, and a draft stays. */
  "policies.restore": channel<{ name: string; version: number; note?: string }, SavedPolicy>(),

  "rulesets.list": channel<void, RulesetSummary[]>(),
  "rulesets.get": channel<{ name: string }, SavedRuleset>(),
  /** Refused with `exists` when the name is taken. */
  "rulesets.create": channel<{ ruleset: Ruleset }, SavedRuleset>(),
  /** Refused with `conflict` when `baseRevision` is not the newest. */
  "rulesets.save": channel<{ ruleset: Ruleset; baseRevision: number }, SavedRuleset>(),
  "rulesets.duplicate": channel<{ name: string }, SavedRuleset>(),
  /** Refused with `in-use` while a policy uses it. */
  "rulesets.delete": channel<{ name: string }, null>(),
  "rulesets.export": channel<{ name: string; format: RulesetFormat }, PolicyExport>(),
  /** The vendor's predefined runtime rules, by id. */
  "catalogue.runtimeRules": channel<void, RuntimeRule[]>(),

  "attestors.list": channel<void, AttestorSummary[]>(),
  "attestors.get": channel<{ name: string }, SavedAttestor>(),
  "attestors.create": channel<{ attestor: Attestor }, SavedAttestor>(),
  "attestors.save": channel<{ attestor: Attestor; baseRevision: number }, SavedAttestor>(),
  /** Refused with `in-use` while a policy's signature rule names it. */
  "attestors.duplicate": channel<{ name: string }, SavedAttestor>(),
  "attestors.delete": channel<{ name: string }, null>(),
  "attestors.export": channel<{ name: string; format: AttestorFormat }, PolicyExport>(),
  /** What a pasted public key or certificate (PEM) is; refused with `invalid-input` when it is none. */
  "attestors.inspect": channel<{ pem: string }, KeyFacts>(),

  /** Starter policies that come with Sallyport. */
  "starters.list": channel<void, StarterSummary[]>(),
  "starters.get": channel<{ id: string }, Starter>(),

  /** Reads policies, rulesets and attestors of any known format and says what would come of each; nothing is saved. */
  "import.preview": channel<{ paths: string[] }, ImportPreview>(),
  /** Saves what a preview found, all of it or only the items with these keys. */
  "import.apply": channel<{ id: string; keys?: string[] }, ImportReport>(),

  /** Drafts of policies that were never saved: nothing else lists them. */
  "drafts.list": channel<void, DraftSummary[]>(),
  "drafts.get": channel<{ name: string }, Draft | null>(),
  /**
   * Keeps a draft and answers its stamp. `after` is the stamp of the draft that the window knows, null when it knows of
   * none: refused with `conflict` when another window wrote since. `window` is the window's own id.
   */
  "drafts.put": channel<{ policy: Policy; baseVersion: number; window: string; after: string | null }, { stamp: string }>(),
  /** With `writer` only the draft that its window knows. */
  "drafts.delete": channel<{ name: string; writer?: DraftWriter | undefined }, null>(),
  /** A window says that it edits a policy, again and again while it does, and hears of other windows. */
  "drafts.hold": channel<{ name: string; window: string; takeOver?: boolean | undefined }, DraftHold>(),
  "drafts.release": channel<{ name: string; window: string }, null>(),

  /** Drafts of rulesets or attestors, by name. */
  "objectDrafts.list": channel<{ kind: ObjectKind }, ObjectDraftSummary[]>(),
  "objectDrafts.get": channel<{ kind: ObjectKind; name: string }, ObjectDraft | null>(),
  /** Keeps a draft and answers its stamp. Refused with `conflict` when another window wrote since. */
  "objectDrafts.put": channel<{ work: ObjectWork; name: string; baseRevision: number } & DraftWriter, { stamp: string }>(),
  /** With `writer` only the draft that its window knows. */
  "objectDrafts.delete": channel<{ kind: ObjectKind; name: string; writer?: DraftWriter | undefined }, null>(),

  "contexts.list": channel<void, ContextList>(),
  "contexts.check": channel<{ context: string }, Reachability>(),
  /** The user agrees (or no longer agrees) that this context's exec plugin is run. */
  "contexts.allowExec": channel<{ context: string; allowed: boolean }, null>(),
  "kubeconfigs.add": channel<{ path: string }, ContextList>(),
  "kubeconfigs.remove": channel<{ path: string }, ContextList>(),

  /** Lists a folder for the file chooser; without `path` the last one used, else home. */
  "files.browse": channel<{ path?: string }, FolderListing>(),
  /** Writes text to a file the user chose; refused with `exists` unless `overwrite`. */
  "files.save": channel<{ path: string; text: string; overwrite: boolean }, { path: string }>(),

  "snapshots.list": channel<void, SnapshotSummary[]>(),
  "snapshots.take": channel<SnapshotRequest, Job>(),
  /** Writes a snapshot as one file; `pseudonymise` replaces names. Refused with `exists` unless `overwrite`. */
  "snapshots.export": channel<{ id: string; path: string; overwrite: boolean; pseudonymise: boolean }, Job>(),
  "snapshots.delete": channel<{ id: string }, null>(),
  /** The namespaces that the cluster data knows of, by name: those of its workloads and those listed without any. */
  "snapshots.namespaces": channel<{ id: string }, string[]>(),

  /** Judges a stored snapshot, or reads the source into a new snapshot and judges it while reading. */
  "scans.start": channel<
    { target: { snapshotId: string } | SnapshotRequest; policy: string; version?: number; options: ScanOptions },
    Job
  >(),
  "scans.list": channel<void, ScanSummary[]>(),
  "scans.get": channel<{ id: string }, ScanSummary>(),
  "scans.delete": channel<{ id: string }, null>(),
  "scans.rows": channel<
    { id: string; filter: RowFilter; sort: SortKey; descending: boolean; offset: number; limit: number },
    RowPage
  >(),
  "scans.workload": channel<{ id: string; row: number }, WorkloadDetail>(),
  "scans.yaml": channel<{ id: string; row: number }, YamlView>(),
  "scans.trace": channel<{ id: string; row: number; definition: string; index: number }, Trace>(),
  /** How many workloads would not come back, why, and how many Continuous would stop. */
  "scans.outlook": channel<{ id: string }, OutlookCounts>(),
  "scans.groups": channel<{ id: string; filter: RowFilter; by: GroupBy }, Group[]>(),
  "scans.heatMap": channel<{ id: string; filter: RowFilter }, HeatMap>(),
  /** What is shown of a scan, as a file's text. */
  "scans.export": channel<ExportQuery & { id: string }, ExportedText>(),
  /** Exceptions that would let the chosen rows pass, with what else each would excuse. */
  "scans.propose": channel<{ id: string; rows: number[] }, Proposals>(),

  /** Two scans, or two policies on the same data. */
  "compare.page": channel<CompareQuery, CompareAnswer>(),
  "compare.export": channel<Omit<CompareQuery, "offset" | "limit"> & Pick<ExportQuery, "format">, ExportedText>(),
  /** From logging to blocking in waves, made from data of several days. */
  "rollout.plan": channel<RolloutQuery, RolloutPlan>(),

  /** What a policy that need not be saved would do to a snapshot, and what it changes against the saved version. */
  "impact.judge": channel<
    { snapshotId: string; policy: Policy; baseVersion?: number; options: ScanOptions; limit: number; rule?: string; exception?: string },
    Impact
  >(),

  "jobs.list": channel<void, Job[]>(),
  "jobs.cancel": channel<{ id: string }, null>(),

  /** Keys that sign, and public halves of keys that sign elsewhere. Passphrases cross to the trusted side only, and stay nowhere. */
  "keys.list": channel<void, SigningKeySummary[]>(),
  "keys.generate": channel<{ name: string; passphrase: string }, SigningKeySummary>(),
  /** What a key file is, before it is opened. */
  "keys.inspect": channel<KeySource, KeyFileFacts>(),
  /** `passphrase` opens the file, `newPassphrase` (default: the same) locks the key here. A public key needs neither. */
  "keys.import": channel<KeySource & { name: string; passphrase?: string; newPassphrase?: string }, SigningKeySummary>(),
  /** Writes the encrypted private key to a file, in cosign's form. */
  "keys.backup": channel<{ id: string; path: string; overwrite: boolean }, { path: string }>(),
  "keys.changePassphrase": channel<{ id: string; passphrase: string; newPassphrase: string }, null>(),
  /** It signs no more; what it signed stays good. */
  "keys.retire": channel<{ id: string; reason: string }, SigningKeySummary>(),
  /** It signs no more, and nothing that it ever signed counts here any more. */
  "keys.revoke": channel<{ id: string; reason: string }, SigningKeySummary>(),
  /** What was written to be signed elsewhere by a `toSign` channel, some time ago: which file is what, and how it is signed. */
  "keys.readToSign": channel<{ paths: string[] }, DetachedRequest>(),
  /** The signature in a file that was made elsewhere, as a `Signing` carries it, and over which of the files in `toSign` it is. */
  "keys.readSignature": channel<{ path: string; keyId: string; toSign: string[] }, { signature: string; over: string }>(),

  "trust.get": channel<void, TrustState>(),
  /** What the trust lists in some files, or in a bundle, would do here; nothing is changed. */
  "trust.inspect": channel<{ paths: string[] }, TrustCandidate>(),
  /** Accepts the first list, once its fingerprint (digits or words) was read to the user by another way. */
  "trust.pin": channel<{ path: string; fingerprint: string }, TrustState>(),
  /** Accepts lists that follow the trusted one, signed under its rules and their own. */
  "trust.update": channel<{ paths: string[] }, TrustState>(),
  /** Begins the next (or first) list, to be signed; an earlier proposal is replaced. */
  "trust.propose": channel<{ content: Omit<TrustList, "version"> }, TrustState>(),
  "trust.sign": channel<Signing, TrustState>(),
  "trust.toSign": channel<{ keyId: string; path: string; overwrite: boolean }, DetachedRequest>(),
  /** Takes the signatures of a copy of the proposal, or the file's list as the proposal where there is none. */
  "trust.addSignatures": channel<{ path: string }, TrustState>(),
  /** The proposal becomes the trusted list; refused while signatures are missing. */
  "trust.adopt": channel<void, TrustState>(),
  "trust.discard": channel<void, TrustState>(),
  "trust.export": channel<{ which: "current" | "proposal"; path: string; overwrite: boolean }, { path: string }>(),

  /** Bundles that were made or kept here, newest first. */
  "bundles.list": channel<void, BundleSummary[]>(),
  /** Everything about one: each check, who signed and who is missing, what it changes, what signers looked at. */
  "bundles.get": channel<BundleRef, BundleDetail>(),
  /** Makes the next version, unsigned. */
  "bundles.create": channel<BundleRequest, BundleDetail>(),
  /** The same policies under the next number, for another so many days. */
  "bundles.reissue": channel<BundleRef & { days?: number }, BundleDetail>(),
  /** Writes the bundle as it is, signed or not: to be signed by others, or to be used. */
  "bundles.save": channel<BundleRef & { path: string; overwrite: boolean }, { path: string }>(),
  /**
   * Adds a signature; with a `report` of `bundles.impact` it is an approval over what was shown. With a key elsewhere an
   * approval comes as the file that `bundles.toSign` wrote for it and a second signature; which of the two is over what is found out.
   */
  "bundles.sign": channel<BundleRef & { signing: Signing; report?: ApprovalReport; approval?: { toSign: string; signature: string } }, BundleDetail>(),
  /** Writes the bytes that are signed elsewhere: the bundle's statement, and where it is approved the approval beside it. The signatures come back by `bundles.sign`. */
  "bundles.toSign": channel<BundleRef & { keyId: string; path: string; overwrite: boolean; report?: ApprovalReport }, DetachedRequest>(),
  /** Checks a file and says what would become of it; nothing is changed. */
  "bundles.inspect": channel<{ path: string }, BundleInspection>(),
  /** Takes an inspected bundle into the store, to sign it; signatures of a copy that is there are joined. */
  "bundles.keep": channel<{ id: string }, BundleDetail>(),
  /** What its policies would do to a snapshot: of an inspection (`id`) or of a bundle of the store. */
  "bundles.impact": channel<{ id?: string; bundle?: BundleRef; snapshotId: string }, BundleImpact>(),
  /** Takes a bundle that passed every check over, all of it or the items with these keys. */
  "bundles.accept": channel<{ id: string; keys?: string[] }, ImportReport>(),

  /** Any file, signed as a report; the signature is a file beside it. One made elsewhere is over the file `toSign`. */
  "reports.sign": channel<{ path: string; signing: Signing; toSign?: string; output?: string; overwrite: boolean }, FileSignature>(),
  /** Writes to `output` the bytes that are signed elsewhere. */
  "reports.toSign": channel<{ path: string; keyId: string; output: string; overwrite: boolean }, DetachedRequest>(),
  "reports.verify": channel<{ path: string; signatures?: string[] }, FileVerification>(),

  "trail.list": channel<TrailQuery, TrailPage>(),
  /** What holds of the store's trail: followed whole once, afterwards only what is new. */
  "trail.state": channel<void, TrailVerification>(),
  /** Follows the whole trail of the store, or of a copy, and compares it with files that left the desk. */
  "trail.verify": channel<{ path?: string; against: string[] }, TrailVerification>(),
  "trail.export": channel<{ path: string; overwrite: boolean }, { path: string; records: number }>(),
  /** Signs the trail's end; with a path the checkpoint is also written to a file. A signature made elsewhere is over the file `toSign`. */
  "trail.checkpoint": channel<{ signing: Signing; toSign?: string; path?: string; overwrite?: boolean }, TrailHead>(),
  /** Writes the bytes that are signed elsewhere. */
  "trail.toSign": channel<{ keyId: string; path: string; overwrite: boolean }, DetachedRequest>(),

  /** Every network connection made in this session. */
  "connections.list": channel<void, Connection[]>(),
} as const;

export interface Connection {
  time: string;
  host: string;
  port: number;
  purpose: string;
}

/** What the trusted side tells the window unasked. */
export interface Events {
  /** A job moved on or ended. */
  job: Job;
  /** Stored things changed: the names are those of `Topic`. */
  changed: { topics: Topic[] };
}

/** What a change may concern; the window refetches what depends on it. */
export const TOPICS = ["settings", "policies", "rulesets", "attestors", "drafts", "objectDrafts", "contexts", "snapshots", "scans", "connections", "keys", "trust", "bundles", "trail"] as const;
export type Topic = (typeof TOPICS)[number];

export type Channel = keyof typeof channels;
export type Request<C extends Channel> = (typeof channels)[C] extends ChannelTypes<infer Req, unknown> ? Req : never;
export type Response<C extends Channel> = (typeof channels)[C] extends ChannelTypes<never, infer Res> ? Res : never;
export type EventName = keyof Events;

/** The names of all channels, for the preload and the router. */
export const CHANNELS = Object.keys(channels) as Channel[];

/** The names of all events; a missing or unknown one does not compile. */
export const EVENT_NAMES = Object.keys({ job: true, changed: true } satisfies Record<EventName, true>) as EventName[];

/** A channel's types; nothing of them exists at run time. */
interface ChannelTypes<Req, Res> {
  types?: (request: Req) => Res;
}

function channel<Req, Res>(): ChannelTypes<Req, Res> {
  return {};
}
