import { resolve } from "node:path";
import { addSignature, openBundle, preAuthEncoding, writeSignatureFile, type BundleCrypto, type OpenBundle, type SignatureFile } from "../../../../shared/bundle/index.ts";
import { writeFileAtomically } from "../../../files/atomic.ts";
import { openBundleCrypto } from "../../../signing/bundleCrypto.ts";
import { readDetachedSignature } from "../../../signing/detached.ts";
import { statementToSign } from "../../../usecases/bundlesReports.ts";
import { detachedCommands } from "../../../usecases/keysDetached.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { readSignature, toSignText } from "../key/detached.ts";
import { unlockKey, type UnlockFlags } from "../key/files.ts";
import { signingWith } from "../key/stored.ts";
import { print } from "../print.ts";
import { count, visible } from "../terminal.ts";
import { demand, readBundleFile, readPublicKeyFile } from "./files.ts";

export interface SignFlags extends UnlockFlags {
  key?: string;
  storedKey?: string;
  toSign?: string;
  signature?: string;
  signed?: string;
  store?: string;
  output?: string;
  format: "table" | "json";
}

/** Bundles are told from other files by their name: a damaged bundle must not be signed as if it were a report. */
const BUNDLE = /\.polbundle$/i;

/** Adds a signature to a bundle, which otherwise stays as it is, byte for byte; signs any other file as a report. */
export const runSign: Run<SignFlags> = async ([file = ""], flags) => {
  const chosen = [flags.key, flags.storedKey, flags.toSign].filter((one) => one !== undefined);
  if (chosen.length !== 1) stop("Say once what signs.", { remedy: "Give --key FILE, --stored-key NAME, or --to-sign FILE." });
  const crypto = need(await openBundleCrypto());
  if (!BUNDLE.test(file)) return signReport(file, flags, crypto);
  if (flags.storedKey !== undefined) return signStored(file, flags, flags.storedKey);
  const bundle = demand(openBundle(await readBundleFile(file), crypto), file);
  if (flags.toSign !== undefined) return handOver(bundle.toSign, "bundle", flags, resolve(flags.toSign));
  const [spki, signature] = await signatureOf(bundle.statement, bundle.toSign, flags, crypto);
  const signed = demand(addSignature(bundle, signature, spki, crypto), file);
  const target = resolve(flags.output ?? file);
  need(await writeFileAtomically(target, signed, { overwrite: flags.output === undefined }));
  return tell(target, demand(openBundle(signed, crypto), target), Buffer.from(signature.keyDigest).toString("hex"), flags);
};

/** A signature made here with a key file, or elsewhere with the key whose public half is named. */
async function signatureOf(payload: Uint8Array, toSign: Uint8Array, flags: SignFlags, crypto: BundleCrypto): Promise<[spki: Uint8Array, signature: SignatureFile]> {
  const file = flags.key ?? "";
  if (flags.signature !== undefined) {
    const { spki, id } = await readPublicKeyFile(file);
    const signature = need(readDetachedSignature(Buffer.from(await readSignature(flags.signature), "base64"), flags.signature));
    if (!crypto.verify(spki, toSign, signature)) stop(`${flags.signature} was not made by the key ${file} over these bytes.`, { file: flags.signature, remedy: "Sign exactly what --to-sign wrote." });
    return [spki, { keyDigest: Buffer.from(id, "hex"), payload, signature }];
  }
  const key = await unlockKey(file, flags);
  try {
    return [key.publicKey.spki, key.signStatement(payload)];
  } finally {
    key.forget();
  }
}

async function handOver(toSign: Uint8Array, purpose: "bundle" | "report", flags: SignFlags, path: string): Promise<ExitCode> {
  need(await writeFileAtomically(path, toSign, { overwrite: false }));
  const request = { files: [{ path, purpose }], commands: detachedCommands(path) };
  await print({ format: flags.format }, "sallyport/to-sign/v1", request, () => toSignText(request));
  return EXIT.fine;
}

/** With a key of the store: what the signer could see goes with the signature, and the store keeps the bundle. */
async function signStored(file: string, flags: SignFlags, name: string): Promise<ExitCode> {
  const target = resolve(flags.output ?? file);
  const signed = await withApplication(flags.store, async (app) => {
    const signing = await signingWith(app, name, flags);
    const seen = await app.call("bundles.inspect", { path: resolve(file) });
    if (!seen.open && !seen.accepted) {
      const refusal = seen.steps.find(({ outcome }) => outcome === "failed")?.refusal;
      stop(`${file} is refused: ${refusal?.message ?? ""}`, { file, ...(refusal ? { remedy: refusal.remedy } : {}) });
    }
    const { bundleId, version, statementSha256 } = await app.call("bundles.keep", { id: seen.id });
    const made = await app.call("bundles.sign", { bundleId, version, statementSha256, signing });
    await app.call("bundles.save", { bundleId, version, statementSha256, path: target, overwrite: flags.output === undefined });
    return { ...made, key: signing.keyId };
  });
  const { key, terms, signers, missing, complete, files } = signed;
  await print({ format: flags.format }, "sallyport/signature/v1", { file: target, key, signatures: signers.length, missing, complete, bundle: terms }, () =>
    [
      `Signed ${visible(target)} with the key ${key}.`,
      `Version ${terms.version} of bundle ${terms.bundleId}, ${count(files.length, "file")}, until ${terms.expires}; it has ${count(signers.length, "signature")} now.`,
      complete ? "Enough have signed." : `Not signed yet: ${visible(missing.join(", "))}.`,
      "",
    ].join("\n"),
  );
  return EXIT.fine;
}

async function signReport(file: string, flags: SignFlags, crypto: BundleCrypto): Promise<ExitCode> {
  const output = resolve(flags.output ?? `${file}.sigstore.json`);
  const { storedKey } = flags;
  if (storedKey !== undefined) {
    const made = await withApplication(flags.store, async (app) => app.call("reports.sign", { path: resolve(file), signing: await signingWith(app, storedKey, flags), output, overwrite: false }));
    return tellReport(made, flags);
  }
  const { payload, sha256 } = need(await statementToSign({ path: resolve(file), isElsewhere: flags.signature !== undefined, toSign: flags.signed, now: new Date().toISOString() }, crypto));
  const toSign = preAuthEncoding(payload);
  if (flags.toSign !== undefined) return handOver(toSign, "report", flags, resolve(flags.toSign));
  const [, signature] = await signatureOf(payload, toSign, flags, crypto);
  need(await writeFileAtomically(output, writeSignatureFile(signature), { overwrite: false }));
  return tellReport({ file: resolve(file), signatureFile: output, key: Buffer.from(signature.keyDigest).toString("hex"), sha256 }, flags);
}

async function tellReport(made: { file: string; signatureFile: string; key: string; sha256: string }, flags: SignFlags): Promise<ExitCode> {
  await print({ format: flags.format }, "sallyport/file-signature/v1", made, () => `Wrote the signature over ${visible(made.file)} to ${visible(made.signatureFile)}.\n`);
  return EXIT.fine;
}

async function tell(target: string, { terms, files, signatures }: OpenBundle, key: string, flags: SignFlags): Promise<ExitCode> {
  const { bundleId, version, issuedAt, expires, audience } = terms;
  await print({ format: flags.format }, "sallyport/signature/v1", { file: target, key, signatures: signatures.length, bundle: { bundleId, version, issuedAt, expires, audience } }, () =>
    [
      `Signed ${visible(target)} with the key ${key}.`,
      `Version ${version} of bundle ${bundleId}, ${count(files.length, "file")}, until ${expires}; it has ${count(signatures.length, "signature")} now.`,
      "",
    ].join("\n"),
  );
  return EXIT.fine;
}
