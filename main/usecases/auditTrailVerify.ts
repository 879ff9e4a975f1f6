import { CHECKPOINT, checkpointSigner, compareHead, createTrailCheck, openBundle, readCheckpoint, readContents, readTrailRecord, trustFor } from "../../shared/bundle/index.ts";
import type { BundleCrypto, SignedCheckpoint, TrailCheck, TrailRecord, Trust } from "../../shared/bundle/index.ts";
import { MOST_CARRIER } from "../../shared/bundle/carrier.ts";
import type { TrailHead, TrailVerification } from "../../shared/ipc/signing.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { readBinaryFile } from "../files/binaryFile.ts";
import type { Store } from "../ports.ts";
import type { Deps } from "./deps.ts";
import { headOfReport } from "./bundlesReports.ts";
import { revokedHere, trustedList } from "./trustState.ts";

/** Follows the audit trail, of the store or of a copy, and compares it with what left the desk. */

type Records = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Bytes. A record has some hundred. */
const MOST_TRAIL = 1 << 30;
const PAGE = 1_000;
const LINE_END = 0x0a;

/** @param first the number of the record to begin with */
export async function* trailOfStore(store: Pick<Store, "trailBytes">, first = 1): AsyncGenerator<Uint8Array> {
  for (let from = first; ; from += PAGE) {
    const page = await store.trailBytes({ from, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
  }
}

export async function trailOfFile(path: string): Promise<Result<Records>> {
  const bytes = await readBinaryFile(path, MOST_TRAIL, "an audit trail");
  return bytes.ok ? ok(linesOf(bytes.value)) : bytes;
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_END, start);
    yield bytes.subarray(start, end < 0 ? bytes.length : end);
    start = end < 0 ? bytes.length : end + 1;
  }
}

/** @param keys whose checkpoints are believed; without them, those that the trust list names for reports */
export async function verifyTrail(deps: Pick<Deps, "store">, records: Records, against: readonly string[], crypto: BundleCrypto, keys?: Pick<Trust, "keys">): Promise<Result<TrailVerification>> {
  return verifyRecords(records, against, keys ?? (await reportKeys(deps, crypto)), crypto);
}

export async function reportKeys(deps: Pick<Deps, "store">, crypto: BundleCrypto): Promise<Pick<Trust, "keys">> {
  const list = await trustedList(deps, crypto);
  return list ? trustFor(list, "report", await revokedHere(deps)) : { keys: [] };
}

export async function verifyRecords(records: Records, against: readonly string[], trust: Pick<Trust, "keys">, crypto: BundleCrypto): Promise<Result<TrailVerification>> {
  const following = followTrail(crypto);
  await following.follow(records);
  const compared: TrailVerification["compared"] = [];
  for (const file of against) compared.push(await compareFile(file, following.trail, crypto));
  return ok(following.found(trust, compared));
}

/** Follows a trail as far as its records come; more of them may come later. */
export interface TrailFollowing {
  trail: TrailCheck;
  follow(records: Records): Promise<void>;
  /** What is to be said of the trail so far. Whose checkpoints count is for the keys of today to say. */
  found(trust: Pick<Trust, "keys">, compared?: TrailVerification["compared"]): TrailVerification;
}

export function followTrail(crypto: BundleCrypto): TrailFollowing {
  const trail = createTrailCheck(crypto);
  const kept: KeptCheckpoint[] = [];
  const backwards: number[] = [];
  let before = "";
  return {
    trail,
    async follow(records) {
      for await (const bytes of records) {
        const record = trail.take(bytes);
        if (!record) break;
        if (record.at < before) backwards.push(record.sequence);
        before = record.at;
        const checkpoint = checkpointIn(record, trail);
        if (checkpoint) kept.push(checkpoint);
      }
    },
    found(trust, compared = []) {
      const checkpoints = kept.map((checkpoint) => judged(checkpoint, trust, crypto));
      const problem = trail.problem() ?? checkpointProblem(checkpoints);
      const head = trail.head();
      const good = checkpoints.filter(({ state }) => state === "good");
      return {
        accepted: problem === undefined && head !== undefined && compared.every(({ state }) => state === "part"),
        records: head?.sequence ?? 0,
        ...(head ? { head } : {}),
        ...(problem ? { problem } : {}),
        checkpoints,
        coveredTo: Math.max(0, ...good.map(({ sequence }) => sequence)),
        compared,
        backwards: [...backwards],
      };
    },
  };
}

/** A checkpoint that stands in the trail; `signed` is missing where it cannot be read. */
interface KeptCheckpoint {
  record: TrailRecord;
  signed?: SignedCheckpoint;
  /** It is about the records before it, as they are. */
  isOfTrail: boolean;
}

function checkpointIn(record: TrailRecord, trail: TrailCheck): KeptCheckpoint | undefined {
  const { envelope } = record.details;
  if (record.action !== CHECKPOINT || typeof envelope !== "string") return undefined;
  const read = readCheckpoint(new TextEncoder().encode(envelope));
  if (!read.ok) return { record, isOfTrail: false };
  const { sequence, hash, store } = read.value.checkpoint;
  return { record, signed: read.value, isOfTrail: trail.hashAt(sequence) === hash && trail.head()?.store === store };
}

function judged({ record, signed, isOfTrail }: KeptCheckpoint, trust: Pick<Trust, "keys">, crypto: BundleCrypto): TrailVerification["checkpoints"][number] {
  if (!signed) return { sequence: record.sequence, key: record.subject, at: record.at, state: "wrong" };
  const { sequence, at } = signed.checkpoint;
  const { key, person, state } = checkpointSigner(signed, trust, crypto);
  return { sequence, key, ...(person === undefined ? {} : { person }), at, state: isOfTrail ? state : "wrong" };
}

function checkpointProblem(checkpoints: TrailVerification["checkpoints"]): TrailVerification["problem"] {
  const wrong = checkpoints.find(({ state }) => state === "wrong");
  return wrong && { sequence: wrong.sequence, message: `The checkpoint over record ${wrong.sequence} is not genuine, or the records it is about were changed.` };
}

async function compareFile(file: string, trail: TrailCheck, crypto: BundleCrypto): Promise<TrailVerification["compared"][number]> {
  const bytes = await readBinaryFile(file, MOST_CARRIER, "a bundle or a report");
  if (!bytes.ok) return { file, state: "no-head", message: bytes.error.message };
  const head = headOf(bytes.value, crypto);
  if (!head) return { file, state: "no-head", message: "It is neither a bundle nor a signature of a report nor a checkpoint, or it is damaged." };
  return { file, head, ...compareHead(head, trail) };
}

/** The end of the trail of the moment in which a file was made. */
function headOf(bytes: Uint8Array, crypto: BundleCrypto): TrailHead | undefined {
  const bundle = openBundle(bytes, crypto);
  if (bundle.ok) {
    const contents = readContents(bundle.value.files);
    return contents.ok ? contents.value.trail : undefined;
  }
  const checkpoint = readCheckpoint(bytes);
  if (checkpoint.ok) {
    const { store, sequence, hash } = checkpoint.value.checkpoint;
    return { store, sequence, hash };
  }
  return headOfReport(bytes) ?? headOfCopy(bytes, crypto);
}

/** Another copy of the trail: its last record. */
function headOfCopy(bytes: Uint8Array, crypto: BundleCrypto): TrailHead | undefined {
  const trail = createTrailCheck(crypto);
  for (const line of linesOf(bytes)) if (!readTrailRecord(line) || !trail.take(line)) return undefined;
  return trail.head();
}
