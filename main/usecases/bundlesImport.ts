import { hex, verifyBundle } from "../../shared/bundle/index.ts";
import type { BundleCrypto, Memory, ReadContents, Verification } from "../../shared/bundle/index.ts";
import { MOST_CARRIER } from "../../shared/bundle/carrier.ts";
import type { BundleInspection } from "../../shared/ipc/signing.ts";
import type { ImportItem, ImportReport } from "../../shared/ipc/types.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import type { ReadDocument } from "../../shared/exchange/index.ts";
import { readBinaryFile } from "../files/binaryFile.ts";
import type { AcceptedDocument } from "../signingStore.ts";
import { contentChanges, earlierOf } from "./bundlesChanges.ts";
import { approvalsOf, bundleTrust, factsOf, judgedSigners, keyOf, openFile, tallyOf, type BundleTrust, type OpenedBundle } from "./bundlesView.ts";
import type { Deps } from "./deps.ts";
import { planImport } from "./importPlan.ts";
import { author } from "./savePolicy.ts";
import { candidateOf } from "./trustFiles.ts";

/** A bundle that came in a file: checked and reported first, and taken over only after that, all or nothing. */

type ImportDeps = Pick<Deps, "store" | "now" | "info" | "userName" | "resourcesDirectory" | "newId">;

/** A file that was looked at, with what was seen in the store then. */
export interface Inspected {
  path: string;
  file: Uint8Array;
  inspection: BundleInspection;
  documents: { key: string; document: AcceptedDocument }[];
}

/** What a bundle is checked by here: trust, time, place and memory, none of which comes from it. */
export async function verifyHere(deps: Pick<Deps, "store" | "now" | "info">, file: Uint8Array, trust: BundleTrust, crypto: BundleCrypto): Promise<Verification> {
  const { place } = await deps.store.settings();
  const memory = await memoryOf(deps.store);
  return verifyBundle(file, { crypto, trust: trust.trust, now: deps.now(), release: deps.info.version, memory, ...(place ? { place } : {}) });
}

/** What is remembered here of bundles that were accepted. */
export async function memoryOf(store: Deps["store"]): Promise<Memory> {
  const { versions, lastTrustedTime } = await store.memory();
  const bundles = new Map(versions.map(({ bundleId, version, statementSha256 }) => [bundleId, { version, statementSha256 }]));
  return { bundles, ...(lastTrustedTime === null ? {} : { lastTrustedTime }) };
}

export async function inspectFile(deps: ImportDeps, path: string, crypto: BundleCrypto): Promise<Result<Inspected>> {
  const file = await readBinaryFile(path, MOST_CARRIER, "a bundle");
  if (!file.ok) return file;
  const trust = await bundleTrust(deps, crypto);
  const { steps, bundle } = await verifyHere(deps, file.value, trust, crypto);
  const refusal = steps.find(({ outcome }) => outcome === "failed");
  const opened = openFile(file.value, crypto, path);
  const seen = opened.ok ? await lookInto(deps, opened.value, trust, crypto) : undefined;
  if (seen && !seen.ok) return seen;
  // Only a bundle that passed is taken over; one that lacks nothing but signatures can be looked at and signed.
  const isOpen = opened.ok && bundle === undefined && ["signatureFiles", "threshold", "keys"].includes(refusal?.id ?? "");
  const inspection: BundleInspection = {
    id: deps.newId(),
    file: path,
    size: file.value.length,
    sha256: hex(crypto.sha256(file.value)),
    accepted: bundle !== undefined && opened.ok,
    steps,
    missing: [],
    items: [],
    changes: [],
    approvals: [],
    signers: [],
    open: isOpen,
    trust: opened.ok ? trustOffers(opened.value, trust, deps.now(), crypto) : [],
    ...(bundle !== undefined || isOpen ? seen?.value.about : {}),
  };
  return ok({ path, file: file.value, inspection, documents: seen?.value.documents ?? [] });
}

function trustOffers({ bundle }: OpenedBundle, { list }: BundleTrust, now: string, crypto: BundleCrypto): BundleInspection["trust"] {
  const newer = bundle.trust.filter((one) => one.list.version > (list?.list.version ?? 0));
  return newer.length > 0 ? [candidateOf(newer, list, now, crypto)] : [];
}

type About = Pick<BundleInspection, "terms" | "name" | "signers" | "needed" | "missing" | "items" | "changes" | "against" | "approvals" | "scan" | "page">;

async function lookInto(deps: ImportDeps, opened: OpenedBundle, trust: BundleTrust, crypto: BundleCrypto): Promise<Result<{ about: About; documents: Inspected["documents"] }>> {
  const { bundle, contents } = opened;
  const earlier = await earlierOf(deps, bundle.terms, crypto);
  if (!earlier.ok) return earlier;
  const { items, documents } = await plan(deps, contents);
  const signers = judgedSigners(bundle.statement, bundle.signatures, bundle.terms.issuedAt, trust.trust, crypto);
  const { needed, missing } = tallyOf(signers, trust);
  const about: About = {
    terms: bundle.terms,
    name: contents.name,
    signers,
    missing,
    ...(needed === undefined ? {} : { needed }),
    items,
    changes: contentChanges(earlier.value?.contents, contents),
    ...(earlier.value ? { against: { version: earlier.value.version, sha256: earlier.value.sha256 } } : {}),
    approvals: approvalsOf(bundle.approved, signers),
    ...(contents.scan ? { scan: contents.scan } : {}),
    page: contents.page,
  };
  return ok({ about, documents });
}

/** What would become of each document, and over which state of the store it was found out. */
async function plan(deps: ImportDeps, contents: ReadContents): Promise<{ items: ImportItem[]; documents: Inspected["documents"] }> {
  const facts = { format: "sallyport" as const, remarks: [], lost: [] };
  const all: ReadDocument[] = [
    ...contents.policies.map(({ policy }): ReadDocument => ({ kind: "policy", document: policy, ...facts })),
    ...contents.rulesets.map((document): ReadDocument => ({ kind: "ruleset", document, ...facts })),
    ...contents.attestors.map((document): ReadDocument => ({ kind: "attestor", document, ...facts })),
  ];
  const items = (await planImport(deps, [{ file: contents.name, documents: all }])).map(({ item }) => item);
  const documents: Inspected["documents"] = [];
  for (const { kind, document } of all) {
    const base = await baseOf(deps, kind, document.name);
    documents.push({ key: `${kind}/${document.name}`, document: { kind, document, base } as AcceptedDocument });
  }
  return { items, documents };
}

async function baseOf({ store }: Pick<Deps, "store">, kind: ReadDocument["kind"], name: string): Promise<number> {
  if (kind === "policy") {
    const found = await store.policy({ name });
    return found.ok ? found.value.version : 0;
  }
  const found = kind === "ruleset" ? await store.ruleset({ name }) : await store.attestor({ name });
  return found.ok ? found.value.revision : 0;
}

/** Takes an inspected bundle over, all of it or the items with these keys. It is checked once more: trust and memory may have moved on. */
export async function acceptFile(deps: ImportDeps, { file, inspection, documents }: Inspected, keys: readonly string[] | undefined, crypto: BundleCrypto): Promise<Result<ImportReport>> {
  const trust = await bundleTrust(deps, crypto);
  const { steps, bundle } = await verifyHere(deps, file, trust, crypto);
  const opened = openFile(file, crypto, inspection.file);
  if (!bundle) return { ok: false, error: refusalOf(steps, inspection.file) };
  if (!opened.ok) return opened;
  const taken = documents.flatMap(({ key, document }) => {
    const item = inspection.items.find((one) => one.key === key);
    return item && item.outcome !== "skipped" && (keys === undefined || keys.includes(key)) ? [{ item, document }] : [];
  });
  const remembered = (await deps.store.memory()).versions.find(({ bundleId }) => bundleId === bundle.statement.predicate.bundleId);
  const { terms } = opened.value.bundle;
  const signers = judgedSigners(opened.value.bundle.statement, opened.value.bundle.signatures, terms.issuedAt, trust.trust, crypto);
  const accepted = await deps.store.acceptBundle({
    bundle: keyOf(opened.value, crypto),
    name: opened.value.contents.name,
    // The store takes the bytes it is given away; a try that is refused can be made again.
    file: file.slice(),
    summary: factsOf(opened.value),
    documents: taken.map(({ document }) => document),
    signers: signers.filter(({ state }) => state === "good").map(({ key }) => key),
    rememberedVersion: remembered?.version ?? 0,
    issuedAt: terms.issuedAt,
    author: await author(deps),
    note: `Bundle ${opened.value.contents.name}, version ${terms.version}`,
    now: deps.now(),
  });
  if (!accepted.ok) return accepted;
  return ok({ items: taken.map(({ item }, index) => ({ ...item, version: accepted.value.saved[index] ?? 0 })), problems: [] });
}

export function refusalOf(steps: Verification["steps"], file: string): AppError {
  const refusal = steps.find(({ outcome }) => outcome === "failed")?.refusal;
  return { code: "invalid-input", message: `The bundle is refused: ${refusal?.message ?? "a check failed."}`, details: { file, ...(refusal ? { remedy: refusal.remedy } : {}) } };
}
