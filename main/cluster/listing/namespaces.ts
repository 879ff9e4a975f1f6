import { isObject } from "../../../shared/kernel/json.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import type { Session } from "../session.ts";
import { orElse } from "./orElse.ts";
import { readJson } from "./readJson.ts";
import { namespaceRights } from "./rights.ts";

/** The namespaces in which resources are listed that may not be listed in all at once. */
export interface KnownNamespaces {
  names: string[];
  /** `all`: every namespace of the cluster. `chosen`: those the user named. `own`: only the context's, because nobody says which others there are. */
  extent: "all" | "chosen" | "own";
}

/** Questions that are under way at once. */
const AT_ONCE = 3;

/** For each namespace the resources that may be listed there; undefined where only trying tells. */
export async function rightsByNamespace(
  session: Session, names: readonly string[], onProgress: (done: number) => void,
): Promise<Map<string, ReadonlySet<string> | undefined>> {
  const rights = new Map<string, ReadonlySet<string> | undefined>();
  const open = [...names];
  const ask = async () => {
    for (let name = open.shift(); name !== undefined; name = open.shift()) {
      const asked = name;
      rights.set(asked, await orElse(session, () => namespaceRights(session, asked), undefined));
      onProgress(rights.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return rights;
}

/**
 * Gets namespaces one by one, where they may not be listed: their labels say where nothing is enforced. Answers with the
 * names of those that could not be had.
 */
export async function getNamespaces(session: Session, names: readonly string[], sink: ObjectSink): Promise<string[]> {
  const missing: string[] = [];
  const file = `context/${session.context.name}/namespaces`;
  for (const [index, name] of names.entries()) {
    const object = await orElse(session, () => getNamespace(session, name), undefined);
    if (isObject(object)) sink.object({ ...object, apiVersion: "v1", kind: "Namespace" }, { file, index });
    else missing.push(name);
  }
  return missing;
}

async function getNamespace(session: Session, name: string): Promise<unknown> {
  const reply = await session.get(`/api/v1/namespaces/${encodeURIComponent(name)}`);
  if (reply.status === 200) return readJson(reply);
  reply.discard();
  return undefined;
}
