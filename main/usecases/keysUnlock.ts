import { preAuthEncoding, readPublicKeyPem } from "../../shared/bundle/index.ts";
import type { BundleCrypto, EnvelopeSignature, SignatureFile } from "../../shared/bundle/index.ts";
import type { Signing } from "../../shared/ipc/signing.ts";
import { AppFailure, fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { readDetachedSignature } from "../signing/detached.ts";
import { openKeyFile } from "../signing/keyFile.ts";
import { withPassphrase } from "../signing/secrets.ts";
import type { SigningKey } from "../signing/signingKey.ts";
import type { StoredKey } from "../signingStore.ts";
import type { Deps } from "./deps.ts";

/** Signing with a key of the store: unlocked here for one call, or done elsewhere and brought back. */

type KeyDeps = Pick<Deps, "store">;

export async function findKey({ store }: KeyDeps, id: string): Promise<Result<StoredKey>> {
  const key = (await store.keys()).find((one) => one.id === id);
  return key ? ok(key) : fail("not-found", "That key is not here.");
}

/** A key that may sign: neither retired nor revoked. */
export async function activeKey(deps: KeyDeps, id: string): Promise<Result<StoredKey>> {
  const found = await findKey(deps, id);
  if (!found.ok || found.value.state === "active") return found;
  return fail("forbidden", `The key "${found.value.name}" is ${found.value.state}: it signs no more.`, { remedy: "Sign with another key." });
}

/** Unlocks a key, hands it to `use`, and forgets it, whatever happens. */
export async function withKey<T>(deps: KeyDeps, id: string, passphrase: string, use: (key: SigningKey) => Promise<Result<T>> | Result<T>): Promise<Result<T>> {
  const active = await activeKey(deps, id);
  if (!active.ok) return active;
  const secret = await deps.store.keySecret({ id });
  if (!secret.ok) return secret;
  const opened = await withPassphrase(passphrase, (bytes) => openKeyFile(secret.value, bytes));
  if (!opened.ok) return opened;
  try {
    if (opened.value.publicKey.id !== id) return fail("store-damaged", `The store holds another private key under the name "${active.value.name}".`);
    return await use(opened.value);
  } finally {
    opened.value.forget();
  }
}

/** A signature over an in-toto statement. */
export async function signStatement(deps: KeyDeps, signing: Signing, statement: Uint8Array, crypto: BundleCrypto): Promise<Result<SignatureFile>> {
  const signed = await signEnvelope(deps, signing, statement, undefined, crypto);
  return signed.ok ? ok(signatureFile(signed.value.key, statement, signed.value.signature)) : signed;
}

/** Signatures over two statements: a key that is here is unlocked once for both; those made elsewhere come in either order. */
export async function signBoth(deps: KeyDeps, signing: Signing, second: string | undefined, statements: [Uint8Array, Uint8Array], crypto: BundleCrypto): Promise<Result<[SignatureFile, SignatureFile]>> {
  const [one, other] = statements;
  if ("passphrase" in signing) return withKey(deps, signing.keyId, signing.passphrase, (key) => ok([key.signStatement(one), key.signStatement(other)]));
  const key = await activeKey(deps, signing.keyId);
  if (!key.ok) return key;
  const given: Uint8Array[] = [];
  for (const text of [signing.signature, ...(second === undefined ? [] : [second])]) {
    const read = readDetachedSignature(Buffer.from(text, "base64"), "The signature");
    if (!read.ok) return read;
    given.push(read.value);
  }
  const spki = spkiOf(key.value);
  const over = (statement: Uint8Array): Uint8Array | undefined => given.find((signature) => crypto.verify(spki, preAuthEncoding(statement), signature));
  const [first, last] = [over(one), over(other)];
  if (first && last) return ok([signatureFile(key.value.id, one, first), signatureFile(key.value.id, other, last)]);
  const what = first || last ? `Only one signature over the two files was made by the key "${key.value.name}": that over ${first ? "the approval" : "the bundle's statement"} is missing` : `The signatures were not made by the key "${key.value.name}" over these bytes`;
  return fail("invalid-input", `${what}.`, { remedy: "Sign both files that were written last, with exactly this key, and bring both signatures back." });
}

function signatureFile(key: string, payload: Uint8Array, signature: Uint8Array): SignatureFile {
  return { keyDigest: Buffer.from(key, "hex"), payload, signature };
}

/** A signature over a payload of some type; without one it is an in-toto statement. */
export async function signEnvelope(deps: KeyDeps, signing: Signing, payload: Uint8Array, payloadType: string | undefined, crypto: BundleCrypto): Promise<Result<EnvelopeSignature>> {
  if ("passphrase" in signing) {
    return withKey(deps, signing.keyId, signing.passphrase, (key) => {
      const { signature } = payloadType === undefined ? key.signStatement(payload) : key.signEnvelope(payload, payloadType);
      return ok({ key: key.publicKey.id, signature });
    });
  }
  const key = await activeKey(deps, signing.keyId);
  if (!key.ok) return key;
  const read = readDetachedSignature(Buffer.from(signing.signature, "base64"), "The signature");
  if (!read.ok) return read;
  if (crypto.verify(spkiOf(key.value), preAuthEncoding(payload, payloadType), read.value)) return ok({ key: key.value.id, signature: read.value });
  return fail("invalid-input", `The signature was not made by the key "${key.value.name}" over these bytes.`, { remedy: "Sign the file that was written last, with exactly this key." });
}

/** SubjectPublicKeyInfo, DER, of a key of the store. */
export function spkiOf({ publicKey, name }: StoredKey): Uint8Array {
  const spki = readPublicKeyPem(publicKey);
  if (!spki) throw new AppFailure({ code: "store-damaged", message: `The public key "${name}" in the store is damaged.` });
  return spki;
}
