import type { V1APIResourceList } from "@kubernetes/client-node";
import { z } from "zod";
import type { Session } from "../session.ts";
import { inWords } from "../words.ts";
import { statusError } from "./fetchPage.ts";
import { readJson } from "./readJson.ts";
import type { ListedResource } from "./resources.ts";
import type { OwnerKind } from "./seenOwners.ts";
import { readStatus } from "./status.ts";

const schema: z.ZodType<Pick<V1APIResourceList, "groupVersion"> & { resources: { name: string; kind: string; verbs: string[] }[] }> = z.object({
  groupVersion: z.string(),
  resources: z.array(z.object({ name: z.string(), kind: z.string(), verbs: z.array(z.string()) })),
});

/** How the objects of a kind are listed, or why that is not known. */
export type Discovered = { resource: ListedResource } | { path: string; message: string };

/** What may be in a path: group and version come from objects that anyone may have written. */
const API_VERSION = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?v[a-z0-9]+$/;

/** Asks the server under which name it lists a kind (API discovery). Rejects as `Session.get` does. */
export async function discover(session: Session, { apiVersion, kind }: OwnerKind): Promise<Discovered> {
  const path = `${apiVersion.includes("/") ? "/apis" : "/api"}/${apiVersion}`;
  if (!API_VERSION.test(apiVersion)) return { path, message: `"${apiVersion}", which owners name, is no API.` };
  const reply = await session.get(path);
  if (reply.status === 404) {
    reply.discard();
    return { path, message: `The server has no ${apiVersion} any more, which owners name.` };
  }
  if (reply.status !== 200) return { path, message: inWords(statusError(session, await readStatus(reply))) };
  const list = schema.safeParse(await readJson(reply));
  if (!list.success) return { path, message: "The server's answer is not the list of resources that was asked for." };
  // Subresources (`rollouts/status`) have the kind of what they belong to.
  const found = list.data.resources.find((resource) => resource.kind === kind && !resource.name.includes("/") && resource.verbs.includes("list"));
  if (!found) return { path, message: `The server lists no ${kind} of ${apiVersion}, which owners name.` };
  return { resource: { name: found.name, group: apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "", apiVersion, kind } };
}
