import { createHmac } from "node:crypto";

import { parseImage } from "../../../shared/kube/image.ts";

/** What is left as it is: it says nothing of whose cluster it is, and policies speak of it. */
const COMMON_NAMESPACES = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);

/** Replaces names by others that say nothing: the same name by the same one everywhere in a file. */
export interface Pseudonyms {
  namespace(name: string): string;
  /** Of an object; empty stays empty. */
  object(name: string): string;
  container(name: string): string;
  uid(uid: string): string;
  /** Registry and path are replaced; that there is a tag, which one, and that there is a digest stay visible. */
  image(reference: string): string;
  digest(digest: string): string;
  file(path: string): string;
}

/** With the names as they are. */
export const OWN_NAMES: Pseudonyms = {
  namespace: same, object: same, container: same, uid: same, image: same, digest: same, file: same,
};

function same(name: string): string {
  return name;
}

/**
 * Names are made with a key (HMAC-SHA-256) that is thrown away after the export: who has the file cannot try names out to
 * see which one it was.
 */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  const hex = (what: string, name: string, length: number): string => createHmac("sha256", key).update(`${what}\0${name}`).digest("hex").slice(0, length);
  const word = (what: string, prefix: string) => (name: string) => (name === "" ? "" : `${prefix}-${hex(what, name, 10)}`);
  const digest = (value: string): string => {
    const [algorithm = "", digits = ""] = value.split(":");
    return `${algorithm}:${hex("digest", value, 64).padEnd(digits.length, "0").slice(0, digits.length)}`;
  };
  return {
    namespace: (name) => (COMMON_NAMESPACES.has(name) ? name : word("namespace", "ns")(name)),
    object: word("object", "name"),
    container: word("container", "c"),
    uid: (uid) => hex("uid", uid, 32),
    digest,
    file: word("file", "file"),
    image(reference) {
      if (reference === "") return "";
      const image = parseImage(reference);
      // What does not parse must not parse afterwards either.
      if (!image) return `?${hex("image", reference, 10)}`;
      const host = image.host === "" ? "" : `${hex("host", image.host.toLowerCase(), 10)}.example/`;
      const path = image.path.split("/").map((part) => `i${hex("path", part, 10)}`).join("/");
      return `${host}${path}${image.tag === undefined ? "" : `:${image.tag}`}${image.digest === undefined ? "" : `@${digest(image.digest)}`}`;
    },
  };
}
