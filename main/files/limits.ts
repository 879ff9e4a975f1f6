import { MAX_DEPTH } from "../../shared/kube/yaml.ts";

/**
 * Limits that keep a hostile file from taking the machine. Each is far above what a cluster can hold (etcd refuses
 * objects above about 1.5 MB), and crossing one is a message, not a failure of the whole run.
 */

const MB = 1024 * 1024;

/** Bytes of one JSON value: a list item, a line, an object. */
export const MAX_ITEM_BYTES = 64 * MB;
/** Bytes of one YAML document (of one item, where a document is a List in block style): the parser is slow. */
export const MAX_YAML_BYTES = 2 * MB;
/** Time for parsing the YAML of one file: so much, and as long again as parsing takes at its very slowest. */
export const YAML_MS = 4000;
export const YAML_BYTES_PER_MS = 64;
/** Bytes of list items that wait for the kind of their list, where it is written behind them. */
export const MAX_WAITING_BYTES = 256 * MB;
/** Bytes that are read again to find the next item behind broken ones, for one file. */
export const MAX_REREAD_BYTES = 512 * MB;

export const TOO_DEEP = `Nested more than ${MAX_DEPTH} levels deep: no Kubernetes object is. It was left out.`;

export function tooLarge(what: string, limit: number): string {
  return `${what} is larger than ${limit / MB} MB, more than a cluster can store. It was left out.`;
}

export { MAX_DEPTH };
