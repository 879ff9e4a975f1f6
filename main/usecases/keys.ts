import { X509Certificate } from "node:crypto";
import { encodeBase64, fingerprintWords, TRUST_ROLES } from "../../shared/bundle/index.ts";
import type { BundleCrypto, SignedTrustList } from "../../shared/bundle/index.ts";
import type { Request, Response } from "../../shared/ipc/contract.ts";
import type { KeyFileFacts, KeySource, SigningKeySummary } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import { readBinaryFile } from "../files/binaryFile.ts";
import { readTextFile } from "../files/textFile.ts";
import { readDetachedSignature } from "../signing/detached.ts";
import { claimedKeyId, writeKeyFile } from "../signing/keyFile.ts";
import { checkNewPassphrase } from "../signing/passphrase.ts";
import { openPrivateKey, protectionOf } from "../signing/privateKey.ts";
import { publicKeyPem, readPublicKey } from "../signing/publicKey.ts";
import { withPassphrase } from "../signing/secrets.ts";
import { generateSigningKey, type SigningKey } from "../signing/signingKey.ts";
import type { NewKey, StoredKey } from "../signingStore.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { readHandedOver, readToSign } from "./keysDetached.ts";
import { findKey, spkiOf, withKey } from "./keysUnlock.ts";
import { provenCrypto, trustedList } from "./trustState.ts";

/** PEM files are small. Bytes. */
const MOST_PEM = 1 << 20;
/** Cosign brings the signed statement along. Bytes. */
const MOST_SIGNATURE = 1 << 20;

export function keyUseCases(deps: Deps): UseCasesOf<"keys"> {
  const { store, changed, now } = deps;
  const announced = <T>(result: Result<T>): Result<T> => {
    if (result.ok) changed("keys");
    return result;
  };
  const shown = async (stored: Result<StoredKey>): Promise<Result<SigningKeySummary>> => announced(stored.ok ? ok(summaryOf(stored.value, await trustedList(deps, await provenCrypto()))) : stored);

  return {
    "keys.list": async () => {
      const trust = await trustedList(deps, await provenCrypto());
      return ok((await store.keys()).map((key) => summaryOf(key, trust)));
    },
    "keys.generate": async ({ name, passphrase }) => {
      await provenCrypto();
      return shown(await keep(deps, generateSigningKey(), { name, origin: "generated", passphrase }));
    },
    "keys.inspect": async (source) => {
      const text = await keyText(source);
      return text.ok ? from(source, factsOf(text.value)) : text;
    },
    "keys.import": async ({ name, passphrase, newPassphrase, ...source }) => {
      await provenCrypto();
      const text = await keyText(source);
      if (!text.ok) return text;
      const protection = protectionOf(text.value);
      if (protection === undefined) return shown(from(source, await keepPublic(deps, text.value, name)));
      if (protection === "passphrase" && passphrase === undefined) return from(source, fail("wrong-passphrase", "The private key is locked: its passphrase is needed."));
      const opened = from(source, await withPassphrase(passphrase ?? "", (bytes) => openPrivateKey(text.value, bytes)));
      return opened.ok ? shown(await keep(deps, opened.value, { name, origin: "imported", passphrase: newPassphrase ?? passphrase ?? "" })) : opened;
    },
    "keys.backup": async ({ id, path, overwrite }) => {
      const [key, secret] = [await findKey(deps, id), await store.keySecret({ id })];
      if (!key.ok) return key;
      if (!secret.ok) return secret;
      const written = await writeFileAtomically(path, secret.value, { overwrite, secret: true });
      if (!written.ok) return written;
      await store.recordEvent({ action: "key.backup", subject: key.value.name, outcome: "done", details: { key: id, file: path } });
      changed("trail");
      return ok({ path });
    },
    "keys.changePassphrase": async ({ id, passphrase, newPassphrase }) =>
      withKey(deps, id, passphrase, async (key) => {
        const locked = await lock(key, newPassphrase);
        return locked.ok ? announced(await store.setKeySecret({ id, privateKey: locked.value })) : locked;
      }),
    "keys.retire": async ({ id, reason }) => shown(await store.setKeyState({ id, state: "retired", reason, now: now() })),
    "keys.revoke": async ({ id, reason }) => shown(await store.setKeyState({ id, state: "revoked", reason, now: now() })),
    "keys.readToSign": ({ paths }) => readHandedOver(paths),
    "keys.readSignature": async (request) => readSignature(deps, request, await provenCrypto()),
  };
}

/** A signature that was made elsewhere, and over which of the files that were written for that. */
async function readSignature(deps: Deps, { path, keyId, toSign }: Request<"keys.readSignature">, crypto: BundleCrypto): Promise<Result<Response<"keys.readSignature">>> {
  const bytes = await readBinaryFile(path, MOST_SIGNATURE, "a signature");
  const read = bytes.ok ? readDetachedSignature(bytes.value, path) : bytes;
  if (!read.ok) return read;
  const key = await findKey(deps, keyId);
  if (!key.ok) return key;
  for (const file of toSign) {
    const written = await readToSign(file);
    if (!written.ok) return written;
    if (crypto.verify(spkiOf(key.value), written.value, read.value)) return ok({ signature: encodeBase64(read.value), over: file });
  }
  return fail("invalid-input", `${path} was not made by the key "${key.value.name}" over ${toSign.length > 1 ? "any of the files" : "the file"} that ${toSign.length > 1 ? "were" : "was"} written.`, { file: path, remedy: "Sign exactly that, with exactly this key." });
}

/** Locks a key with a passphrase and puts it into the store; it is forgotten afterwards. */
async function keep({ store, now }: Deps, key: SigningKey, { name, origin, passphrase }: Pick<NewKey, "name" | "origin"> & { passphrase: string }): Promise<Result<StoredKey>> {
  try {
    const locked = await lock(key, passphrase);
    if (!locked.ok) return locked;
    const { id } = key.publicKey;
    return await store.addKey({ id, name, publicKey: publicKeyPem(key.publicKey), privateKey: locked.value, certificate: null, origin, now: now() });
  } finally {
    key.forget();
  }
}

function lock(key: SigningKey, passphrase: string): Promise<Result<string>> {
  return withPassphrase(passphrase, async (bytes) => {
    const fit = checkNewPassphrase(bytes);
    return fit.ok ? ok(await writeKeyFile(key, bytes)) : fit;
  });
}

async function keepPublic({ store, now }: Deps, text: string, name: string): Promise<Result<StoredKey>> {
  const read = readPublicKey(text);
  if (!read.ok) return read;
  const certificate = text.includes("-----BEGIN CERTIFICATE-----") ? text : null;
  return store.addKey({ id: read.value.id, name, publicKey: publicKeyPem(read.value), privateKey: null, certificate, origin: "imported", now: now() });
}

/** What a file holds, as far as it can be seen without its passphrase. */
function factsOf(text: string): Result<KeyFileFacts> {
  const protection = protectionOf(text);
  if (protection !== undefined) {
    const id = claimedKeyId(text);
    return ok({ kind: "private", locked: protection === "passphrase", ...(id === undefined ? {} : { id, words: fingerprintWords(id) }) });
  }
  const read = readPublicKey(text);
  if (!read.ok) return read;
  return ok({ kind: text.includes("-----BEGIN CERTIFICATE-----") ? "certificate" : "public", locked: false, id: read.value.id, words: fingerprintWords(read.value.id) });
}

async function keyText(source: KeySource): Promise<Result<string>> {
  return "path" in source ? readTextFile(source.path, MOST_PEM) : ok(source.text);
}

/** A refusal names the file; text that was pasted has none. */
function from<T>(source: KeySource, result: Result<T>): Result<T> {
  if (result.ok || !("path" in source)) return result;
  return { ok: false, error: { ...result.error, details: { ...result.error.details, file: source.path } } };
}

function summaryOf(key: StoredKey, trust: SignedTrustList | undefined): SigningKeySummary {
  const { id, name, publicKey, isPrivate, origin, created, state, stateSince, reason } = key;
  return {
    id, name, kind: isPrivate ? "private" : "public", origin, type: "ECDSA P-256", words: fingerprintWords(id), publicKey, created, state,
    ...(key.certificate === null ? {} : { certificate: certificateOf(key.certificate) }),
    ...(stateSince === null ? {} : { stateSince }),
    ...(reason === null ? {} : { reason }),
    ...trustedAs(id, trust),
  };
}

function certificateOf(pem: string): NonNullable<SigningKeySummary["certificate"]> {
  const { subject, issuer, validTo } = new X509Certificate(pem);
  return { subject: subject.replaceAll("\n", ", "), issuer: issuer.replaceAll("\n", ", "), notAfter: new Date(validTo).toISOString() };
}

function trustedAs(id: string, trust: SignedTrustList | undefined): Pick<SigningKeySummary, "trusted"> {
  const listed = trust?.list.keys.find((key) => key.id === id);
  if (!trust || !listed) return {};
  const { person, validFrom, validUntil, revokedAt } = listed;
  const roles = TRUST_ROLES.filter((role) => trust.list.roles[role].keys.includes(id));
  const name = trust.list.persons.find((one) => one.id === person)?.name ?? person;
  return { trusted: { person: name, roles, validFrom, validUntil, ...(revokedAt === undefined ? {} : { revokedAt }) } };
}
