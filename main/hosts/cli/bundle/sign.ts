import { resolve } from "node:path";
import { addSignature, openBundle, preAuthEncoding, writeSignatureFile, type BundleCrypto, type OpenBundle, type SignatureFile } from "../../../../shared/bundle/index.ts";
import type { FileSignature } from "../../../../shared/ipc/signing.ts";
import { writeFileAtomically } from "../../../files/atomic.ts";
import { openBundleCrypto } from "../../../signing/bundleCrypto.ts";
import { readDetachedSignature } from "../../../signing/detached.ts";
import { statementToSign } from "../../../usecases/bundlesReports.ts";
import { handOver } from "../../../usecases/keysDetached.ts";
import type { Run } from "../define.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { printToSign, readSignature } from "../key/detached.ts";
import { unlockKey, type UnlockFlags } from "../key/files.ts";
import { print } from "../print.ts";
import { count, visible } from "../terminal.ts";
import { demand, readBundleFile, readPublicKeyFile } from "./files.ts";
import { signStored, signStoredReport } from "./signStored.ts";

export interface SignFlags extends UnlockFlags {
  key?: string;
  storedKey?: string;
  toSign?: string;
  signature?: string[];
  signed?: string;
  snapshot?: string;
  impactReport?: string;
  store?: string;
  output?: string;
  format: "table" | "json";
}

/** Bundles are told from other files by their name: a damaged bundle must not be signed as if it were a report. */
const BUNDLE = /\.polbundle$/i;

/** Adds a signature to a bundle, which otherwise stays as it is, byte for byte; signs any other file as a report. */
export const runSign: Run<SignFlags> = async ([file = ""], flags) => {
  checkFlags(flags, BUNDLE.test(file));
  const crypto = need(await openBundleCrypto());
  const { storedKey } = flags;
  if (storedKey !== undefined) return BUNDLE.test(file) ? signStored(file, storedKey, flags) : tellReport(await signStoredReport(file, storedKey, flags), flags);
  if (!BUNDLE.test(file)) return signReport(file, flags, crypto);
  const bundle = demand(openBundle(await readBundleFile(file), crypto), file);
  if (flags.toSign !== undefined) return handOut(bundle.toSign, "bundle", file, flags, resolve(flags.toSign));
  const [spki, signature] = await signatureOf(bundle.statement, bundle.toSign, flags, crypto);
  const signed = demand(addSignature(bundle, signature, spki, crypto), file);
  const target = resolve(flags.output ?? file);
  need(await writeFileAtomically(target, signed, { overwrite: flags.output === undefined }));
  return tell(target, demand(openBundle(signed, crypto), target), Buffer.from(signature.keyDigest).toString("hex"), flags);
};

function checkFlags({ key, storedKey, toSign, signature = [], snapshot, impactReport }: SignFlags, isBundle: boolean): void {
  const isTwice = key !== undefined && (storedKey ?? toSign) !== undefined;
  if (isTwice || (key ?? storedKey ?? toSign) === undefined) {
    stop("Say once what signs.", { remedy: "Give --key FILE or --stored-key NAME; with --to-sign FILE the name of a key of the store, or none." });
  }
  if (toSign !== undefined && signature.length > 0) stop("The bytes to sign are written first; their signature comes back afterwards.", { remedy: "Leave --signature out, or --to-sign." });
  if (signature.length > (isBundle && storedKey !== undefined ? 2 : 1)) stop("There are more signatures than files to sign.", { remedy: "Name a second one only for an approval, with --stored-key." });
  if ((snapshot ?? impactReport) !== undefined && (!isBundle || storedKey === undefined)) stop("An impact is shown for bundles that a key of the store signs.", { remedy: "Give --stored-key, or leave --snapshot out." });
  if (impactReport !== undefined && snapshot === undefined) stop("There is no impact report without cluster data.", { remedy: "Name a snapshot with --snapshot." });
}

/** A signature made here with a key file, or elsewhere with the key whose public half is named. */
async function signatureOf(payload: Uint8Array, toSign: Uint8Array, flags: SignFlags, crypto: BundleCrypto): Promise<[spki: Uint8Array, signature: SignatureFile]> {
  const file = flags.key ?? "";
  const [elsewhere] = flags.signature ?? [];
  if (elsewhere !== undefined) {
    const { spki, id } = await readPublicKeyFile(file);
    const signature = need(readDetachedSignature(Buffer.from(await readSignature(elsewhere), "base64"), elsewhere));
    if (!crypto.verify(spki, toSign, signature)) stop(`${elsewhere} was not made by the key ${file} over these bytes.`, { file: elsewhere, remedy: "Sign exactly what --to-sign wrote." });
    return [spki, { keyDigest: Buffer.from(id, "hex"), payload, signature }];
  }
  const key = await unlockKey(file, flags);
  try {
    return [key.publicKey.spki, key.signStatement(payload)];
  } finally {
    key.forget();
  }
}

async function handOut(bytes: Uint8Array, purpose: "bundle" | "report", file: string, flags: SignFlags, path: string): Promise<ExitCode> {
  const request = need(await handOver([{ path, purpose, bytes }], false));
  await printToSign({ format: flags.format }, request, ["sign", file, "--key", "PUBLIC.pem"], purpose === "report" ? path : undefined);
  return EXIT.fine;
}

async function signReport(file: string, flags: SignFlags, crypto: BundleCrypto): Promise<ExitCode> {
  const output = resolve(flags.output ?? `${file}.sigstore.json`);
  const { payload, sha256 } = need(await statementToSign({ path: resolve(file), isElsewhere: flags.signature !== undefined, toSign: flags.signed, now: new Date().toISOString() }, crypto));
  const toSign = preAuthEncoding(payload);
  if (flags.toSign !== undefined) return handOut(toSign, "report", file, flags, resolve(flags.toSign));
  const [, signature] = await signatureOf(payload, toSign, flags, crypto);
  need(await writeFileAtomically(output, writeSignatureFile(signature), { overwrite: false }));
  return tellReport({ file: resolve(file), signatureFile: output, key: Buffer.from(signature.keyDigest).toString("hex"), sha256 }, flags);
}

/** @param made undefined where the signature is made elsewhere and that was told already */
async function tellReport(made: FileSignature | undefined, flags: SignFlags): Promise<ExitCode> {
  if (made) await print({ format: flags.format }, "sallyport/file-signature/v1", made, () => `Wrote the signature over ${visible(made.file)} to ${visible(made.signatureFile)}.\n`);
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
