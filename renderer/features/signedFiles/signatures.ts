import type { FolderListing } from "../../../shared/ipc/types.ts";
import { useBrowseQuery } from "../../api/api.ts";
import { split } from "../files/index.ts";

const ENDING = ".sigstore.json";

/** Signatures that lie beside a file under its name; undefined until the folder was read, empty when it cannot be. */
export function useSignaturesBeside(path: string): string[] | undefined {
  const { folder } = split(path);
  const { data, error } = useBrowseQuery({ path: folder }, { refetchOnMountOrArgChange: true });
  return error ? [] : data && signaturesIn(data, path);
}

/** `scan.csv.sigstore.json`, `scan.csv.2f9a01cd.sigstore.json`. */
export function signaturesIn({ entries }: Pick<FolderListing, "entries">, path: string): string[] {
  const { name } = split(path);
  return entries.filter((entry) => entry.kind === "file" && entry.name.startsWith(`${name}.`) && entry.name.endsWith(ENDING)).map((entry) => entry.path);
}

/** Digits of a key that tell its signature from another's. */
const KEY_DIGITS = 8;

/** Where a further signature goes, beside that of someone else. */
export function furtherSignature(path: string, keyId: string): string {
  return `${path}.${keyId.slice(0, KEY_DIGITS)}${ENDING}`;
}

export function firstSignature(path: string): string {
  return `${path}${ENDING}`;
}
