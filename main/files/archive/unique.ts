import { isObject } from "../../../shared/kernel/json.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";

/**
 * A sink that takes each object once: dumps of a cluster hold the same object in a list, in a file of its own and in each
 * version of its API. Objects without a uid never ran in a cluster and are all taken. Facts are not told in rows, which
 * could not be taken apart.
 */
export function createUniqueSink(sink: ObjectSink): ObjectSink {
  const seen = new Set<string>();
  return {
    object(value, source) {
      const uid = uidOf(value);
      if (uid !== undefined && seen.has(uid)) return sink.skipped(source.file, "duplicate");
      if (uid !== undefined) seen.add(uid);
      sink.object(value, source);
    },
    unreadable: (problem) => sink.unreadable(problem),
    skipped: (file, reason) => sink.skipped(file, reason),
    notListed: (resource, permission, message, places) => sink.notListed(resource, permission, message, places),
  };
}

function uidOf(value: unknown): string | undefined {
  const metadata = isObject(value) ? value["metadata"] : undefined;
  return isObject(metadata) && typeof metadata["uid"] === "string" && metadata["uid"] !== "" ? metadata["uid"] : undefined;
}

/** Paths in what must-gather, Velero, support bundles and `kubectl cluster-info dump` write. */
const DUMP_PATHS = /[/\\](?:cluster-scoped-resources|cluster-resources|namespaces[/\\][^/\\]+[/\\](?:core|apps|batch|pods)|resources[/\\][^/\\]+[/\\](?:v[^/\\]*-preferredversion[/\\])?(?:namespaces|cluster))[/\\]/;

/** Whether files are those of an unpacked dump of a cluster. */
export function isDump(paths: readonly string[]): boolean {
  return paths.some((path) => DUMP_PATHS.test(path));
}
