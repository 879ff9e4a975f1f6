import { resolve } from "node:path";
import { addSignature, openBundle } from "../../../../shared/bundle/index.ts";
import { writeFileAtomically } from "../../../files/atomic.ts";
import { openBundleCrypto } from "../../../signing/bundleCrypto.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need } from "../failure.ts";
import { unlockKey, type UnlockFlags } from "../key/files.ts";
import { print } from "../print.ts";
import { count, visible } from "../terminal.ts";
import { demand, readBundleFile } from "./files.ts";

export interface SignFlags extends UnlockFlags {
  key: string;
  output?: string;
  format: "table" | "json";
}

/** Adds a signature to a bundle, which otherwise stays as it is, byte for byte. */
export const runSign: Run<SignFlags> = async ([file = ""], flags) => {
  const crypto = need(await openBundleCrypto());
  const bundle = demand(openBundle(await readBundleFile(file), crypto), file);
  const key = await unlockKey(flags.key, flags);
  try {
    const { spki, id } = key.publicKey;
    const signed = demand(addSignature(bundle, key.signStatement(bundle.statement), spki, crypto), file);
    const target = resolve(flags.output ?? file);
    need(await writeFileAtomically(target, signed, { overwrite: flags.output === undefined }));
    const signatures = demand(openBundle(signed, crypto), target).signatures.length;
    const { bundleId, version, issuedAt, expires, audience } = bundle.terms;
    await print({ format: flags.format }, "sallyport/signature/v1", { file: target, key: id, signatures, bundle: { bundleId, version, issuedAt, expires, audience } }, () =>
      [
        `Signed ${visible(target)} with the key ${id}.`,
        `Version ${version} of bundle ${bundleId}, ${count(bundle.files.length, "file")}, until ${expires}; it has ${count(signatures, "signature")} now.`,
        "",
      ].join("\n"),
    );
    return EXIT.fine;
  } finally {
    key.forget();
  }
};
