import { verifyBundle, type Step, type Trust, type Verification } from "../../../../shared/bundle/index.ts";
import { openBundleCrypto } from "../../../signing/bundleCrypto.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { print, type PrintFlags } from "../print.ts";
import { styleFor, visible, type Style } from "../terminal.ts";
import { version } from "../version.ts";
import { readBundleFile, readPublicKeyFile } from "./files.ts";

export interface VerifyFlags extends PrintFlags {
  key: string[];
  threshold?: number;
  at?: string;
  place?: string;
}

/** Checks a bundle with the keys that are named; needs no store. */
export const runVerify: Run<VerifyFlags> = async ([file = ""], flags) => {
  const trust = await trustOf(flags);
  const crypto = need(await openBundleCrypto());
  const bytes = await readBundleFile(file);
  const now = flags.at ?? new Date().toISOString();
  const verification = verifyBundle(bytes, { crypto, trust, now, release: version(), ...(flags.place === undefined ? {} : { place: flags.place }) });
  const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
  await print(flags, "sallyport/verification/v1", documentOf(file, now, trust, verification), () => textOf(file, verification, style));
  return verification.bundle ? EXIT.fine : EXIT.refused;
};

/** Each key is taken for that of a person of its own; all of them must have signed unless fewer are asked for. */
async function trustOf({ key: files, threshold }: VerifyFlags): Promise<Trust> {
  const keys = await Promise.all(files.map(async (file) => ({ file, ...(await readPublicKeyFile(file)) })));
  for (const [index, { id, file }] of keys.entries()) {
    const same = keys.slice(0, index).find((other) => other.id === id);
    if (same) stop(`${same.file} and ${file} hold the same key.`, { remedy: "Name each key once." });
  }
  if (threshold !== undefined && threshold > keys.length) stop(`--threshold asks for ${threshold} signers, but ${keys.length} ${keys.length === 1 ? "key is" : "keys are"} named.`, { remedy: "Name more keys with --key." });
  return { keys: keys.map(({ spki, file }) => ({ spki, person: file })), threshold: threshold ?? keys.length };
}

function documentOf(file: string, at: string, { threshold }: Trust, { steps, signers, bundle }: Verification): object {
  return {
    file,
    at,
    threshold,
    accepted: bundle !== undefined,
    steps,
    signers,
    ...(bundle
      ? {
          bundle: {
            ...bundle.statement.predicate,
            statementSha256: bundle.statementSha256,
            files: bundle.files.map(({ name, mediaType, data }) => ({ name, mediaType, size: data.length })),
          },
        }
      : {}),
  };
}

const OUTCOMES: Record<Step["outcome"], string> = { passed: "passed", failed: "FAILED", unchecked: "not checked", unreached: "not reached" };

function textOf(file: string, { steps, bundle }: Verification, style: Style): string {
  const width = Math.max(...Object.values(OUTCOMES).map(({ length }) => length)) + 2;
  const lines = steps.flatMap(({ outcome, title, reason }) => {
    const word = OUTCOMES[outcome].padEnd(width);
    const first = `${outcome === "failed" ? style.verdict("block", word) : outcome === "passed" ? style.verdict("allow", word) : style.dim(word)}${title}`;
    return reason === "" ? [first] : [first, `${" ".repeat(width)}${style.dim(visible(reason))}`];
  });
  const refusal = steps.find(({ outcome }) => outcome === "failed")?.refusal;
  const terms = bundle?.statement.predicate;
  const result = terms
    ? `${visible(file)} is accepted: version ${terms.version} of bundle ${terms.bundleId}.`
    : `${visible(file)} is refused: ${visible(refusal?.message ?? "")}\n${refusal?.remedy ?? ""}`;
  return `${lines.join("\n")}\n\n${style.bold(result)}\n`;
}
