import { z } from "zod";
import { hex } from "./bytes.ts";
import type { BundleCrypto } from "./crypto.ts";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { readTar, writeTar, type TarFile } from "./tar.ts";

/** What is handed over: `payload.tar`, files and a `manifest.json` that lists them. */

export interface PayloadFile extends TarFile {
  mediaType: string;
}

export const MOST_FILES = 1024;
const MANIFEST = "manifest.json";
const NAME = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

const manifestSchema = z.strictObject({
  schema: z.literal(1),
  bundleId: z.string(),
  version: z.int(),
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string(), size: z.int(), mediaType: z.string() })),
});

type Manifest = z.infer<typeof manifestSchema>;

/** Lower case only, so that no two names are one on any file system; no folder that leads out. At most 100 characters. */
export function isPayloadName(name: string): boolean {
  return name.length <= 100 && NAME.test(name);
}

/** Which bundle the payload belongs to: the same as in the statement. */
export interface PayloadOf {
  bundleId: string;
  version: number;
}

/** Packs files: equal files give equal bytes, in whatever order they are given. Names that may not be are bugs of the caller. */
export function writePayload(files: readonly PayloadFile[], { bundleId, version }: PayloadOf, crypto: BundleCrypto): Uint8Array {
  const strange = files.find(({ name }) => !isPayloadName(name) || name === MANIFEST);
  if (strange) throw new RangeError(`No name for a file in a bundle: ${strange.name}`);
  if (files.length >= MOST_FILES) throw new RangeError(`Too many files for a bundle: ${files.length}`);
  const listed = files.map(({ name, data, mediaType }) => ({ path: name, sha256: hex(crypto.sha256(data)), size: data.length, mediaType }));
  const manifest: Manifest = { schema: 1, bundleId, version, files: listed.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
  const data = canonicalJson(manifest);
  if (!data) throw new RangeError("A media type of a file in a bundle is no proper text.");
  return writeTar([...files, { name: MANIFEST, data }]);
}

/** The files of a payload, without the manifest, once they are exactly those that it lists. */
export function readPayload(bytes: Uint8Array, expected: PayloadOf, crypto: BundleCrypto): Checked<PayloadFile[]> {
  const tar = readTar(bytes, { what: "payload.tar", files: MOST_FILES, isName: isPayloadName });
  if (!tar.ok) return tar;
  const found = tar.value.find(({ name }) => name === MANIFEST);
  if (!found) return refuse("part-missing", `payload.tar has no ${MANIFEST}.`);
  const manifest = manifestSchema.safeParse(parseCanonicalJson(found.data));
  if (!manifest.success) return refuse("manifest-form", `${MANIFEST} is not written as a bundle's list of files is.`);
  const { bundleId, version, files } = manifest.data;
  if (bundleId !== expected.bundleId || version !== expected.version) {
    return refuse("manifest-differs", `${MANIFEST} is that of version ${version} of bundle ${bundleId}, not of the one that was signed.`);
  }
  return matchFiles(tar.value.filter((file) => file !== found), files, crypto);
}

/** Both lists are in the order of their names. */
function matchFiles(files: TarFile[], listed: Manifest["files"], crypto: BundleCrypto): Checked<PayloadFile[]> {
  const matched: PayloadFile[] = [];
  for (const [index, file] of files.entries()) {
    const entry = listed[index];
    if (entry?.path !== file.name) return refuse("manifest-differs", `payload.tar holds ${file.name} where ${MANIFEST} lists ${entry?.path ?? "nothing"}.`);
    if (entry.size !== file.data.length || entry.sha256 !== hex(crypto.sha256(file.data))) {
      return refuse("manifest-differs", `${file.name} is not the file that ${MANIFEST} lists: its size or its SHA-256 differs.`);
    }
    matched.push({ ...file, mediaType: entry.mediaType });
  }
  const missing = listed[files.length];
  return missing ? refuse("manifest-differs", `${MANIFEST} lists ${missing.path}, which payload.tar does not hold.`) : accept(matched);
}
