import { hex, prepareBundle, readTrustList, signedTime, writeBundle, writeContents } from "../../shared/bundle/index.ts";
import type { BundleContents, BundleCrypto, BundleTerms, SignedTrustList } from "../../shared/bundle/index.ts";
import type { BundleRequest } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { namesUsed } from "../../shared/rules/uses.ts";
import type { BundleKey } from "../signingStore.ts";
import { scanNote } from "./bundlesScan.ts";
import type { StoredFile } from "./bundlesSigning.ts";
import { factsOf, openFile } from "./bundlesView.ts";
import type { Deps } from "./deps.ts";
import type { Loaded } from "./loaded.ts";
import { asResult } from "./trustState.ts";

/** The oldest Sallyport that understands what is written here. */
const MIN_VERIFIER = "0.1.0";
const DEFAULT_DAYS = 90;
const DAY = 86_400_000;
/** Two windows may export at once: whoever comes second takes the next number. */
const ATTEMPTS = 5;

/** A bundle that was made and kept, as it was read again. */
export interface Made extends StoredFile {
  key: BundleKey;
}

/** Makes the next version of a bundle, unsigned, and keeps it. The number is given with the file in one transaction. */
export async function exportBundle(deps: Deps, loaded: Loaded, request: BundleRequest, crypto: BundleCrypto): Promise<Result<Made>> {
  const contents = await gather(deps, loaded, request);
  if (!contents.ok) return contents;
  for (let attempt = 1; ; attempt++) {
    const made = await makeVersion(deps, request, contents.value, crypto);
    if (made.ok || made.error.code !== "conflict" || attempt === ATTEMPTS) return made;
  }
}

async function makeVersion(deps: Deps, request: BundleRequest, contents: Omit<BundleContents, "trail">, crypto: BundleCrypto): Promise<Result<Made>> {
  const { store, now } = deps;
  const trust = await trustChain(deps, crypto);
  const terms = await termsFor(deps, request, trust);
  if (!terms.ok) return terms;
  const files = asResult(writeContents({ ...contents, trail: await store.trailHead() }, terms.value));
  if (!files.ok) return files;
  const prepared = asResult(prepareBundle(files.value, terms.value, crypto));
  if (!prepared.ok) return prepared;
  const file = writeBundle(prepared.value, [], trust);
  // Read again as a receiver would: what cannot be read is not kept.
  const opened = openFile(file, crypto);
  if (!opened.ok) return opened;
  const key = { bundleId: terms.value.bundleId, version: terms.value.version, statementSha256: hex(crypto.sha256(prepared.value.statement)) };
  // The store takes the bytes it is given away; what was read here lies in the same ones.
  const added = await store.addBundle({ bundle: key, name: request.name, file: file.slice(), summary: factsOf(opened.value), now: now() });
  return added.ok ? ok({ key, file, opened: opened.value }) : added;
}

async function termsFor({ store, now, newId }: Deps, request: BundleRequest, trust: readonly SignedTrustList[]): Promise<Result<BundleTerms>> {
  const { name, audience, days = DEFAULT_DAYS, expires } = request;
  const issuedAt = signedTime(request.issuedAt ?? now());
  const end = expires === undefined ? signedTime(new Date(Date.parse(issuedAt) + days * DAY).toISOString()) : signedTime(expires);
  if (end <= issuedAt) return fail("invalid-input", `It would expire at ${end}, before it is issued.`, { remedy: "Choose a later time." });
  const series = (await store.series()).find((one) => one.name === name && one.lastVersion > 0);
  const made = series ? (await store.bundles()).filter((one) => one.bundleId === series.bundleId && one.origin === "made" && one.version <= series.lastVersion) : [];
  const [last] = made.toSorted((a, b) => b.version - a.version);
  return ok({
    audience: [...new Set(audience)].toSorted(),
    bundleId: series?.bundleId ?? request.bundleId ?? newId(),
    issuedAt,
    expires: end,
    minVerifier: MIN_VERIFIER,
    ...(last ? { previous: { sha256: last.statementSha256, version: last.version } } : {}),
    schema: 1,
    trustVersion: trust.at(-1)?.list.version ?? 0,
    version: (series?.lastVersion ?? 0) + 1,
  });
}

/** Every list that was trusted here: who receives the bundle and is behind can follow them one by one. */
async function trustChain({ store }: Deps, crypto: BundleCrypto): Promise<SignedTrustList[]> {
  const lists = (await store.trustLists()).toReversed();
  return lists.flatMap(({ document }) => {
    const read = readTrustList(document, crypto);
    return read.ok ? [read.value] : [];
  });
}

/** The chosen policies with all that they use. What they name and is not here is named as absent. */
async function gather(deps: Deps, loaded: Loaded, request: BundleRequest): Promise<Result<Omit<BundleContents, "trail">>> {
  const { store } = deps;
  const policies: BundleContents["policies"] = [];
  // Asked for at once: the store answers from another thread, and a hundred waits add up.
  for (const found of await Promise.all(request.policies.map((chosen) => store.policy(chosen)))) {
    if (!found.ok) return found;
    const { policy, version, saved, author } = found.value;
    policies.push({ policy, version, saved, author });
  }
  const used = (kind: "rulesets" | "attestors"): string[] => [...new Set(policies.flatMap(({ policy }) => namesUsed(policy, kind)))];
  const absent: string[] = [];
  const rulesets: BundleContents["rulesets"] = [];
  for (const name of used("rulesets")) {
    const found = await store.ruleset({ name });
    if (found.ok) rulesets.push(found.value.document);
    else absent.push(`ruleset ${name}`);
  }
  const attestors: BundleContents["attestors"] = [];
  for (const name of used("attestors")) {
    const found = await store.attestor({ name });
    if (found.ok) attestors.push(found.value.document);
    else absent.push(`attestor ${name}`);
  }
  const scan = request.scanId === undefined ? ok(undefined) : await scanNote(deps, loaded, request.scanId, request.workloadNames ?? false);
  if (!scan.ok) return scan;
  return ok({ name: request.name, policies, rulesets, attestors, absent, ...(scan.value ? { scan: scan.value } : {}) });
}
