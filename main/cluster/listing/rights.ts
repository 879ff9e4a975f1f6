import type { V1SelfSubjectAccessReview, V1SelfSubjectRulesReview } from "@kubernetes/client-node";
import { z } from "zod";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { Session } from "../session.ts";
import { inWords } from "../words.ts";
import { statusError, unauthorized } from "./fetchPage.ts";
import { readJson } from "./readJson.ts";
import { RESOURCES, type ListedResource } from "./resources.ts";
import { readStatus } from "./status.ts";

/** Whether the user may list a resource in all namespaces. */
export interface Right {
  resource: ListedResource;
  /** Undefined where the server would not say. */
  allowed?: boolean;
  /** Why it would not. */
  message?: string;
}

const AUTHORIZATION = "/apis/authorization.k8s.io/v1";

const accessSchema = z.object({ status: z.object({ allowed: z.boolean() }) });

/**
 * Asks the server itself what the user may list at cluster scope (SelfSubjectAccessReview): it knows every role, group
 * and authorizer that counts. One question after the other, over one connection. The first that gets no answer ends it:
 * the others would get none either. Rejects as `Session.post` does, and when the server does not take the user.
 */
export async function clusterRights(session: Session): Promise<Right[]> {
  const rights: Right[] = [];
  for (const resource of RESOURCES) {
    const last = rights.at(-1);
    rights.push(last && last.allowed === undefined ? { ...last, resource } : await mayList(session, resource));
  }
  return rights;
}

/** Asks about one resource; see `clusterRights`. */
export async function mayList(session: Session, resource: ListedResource): Promise<Right> {
  const question: V1SelfSubjectAccessReview = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: { verb: "list", group: resource.group, resource: resource.name } },
  };
  const reply = await session.post(`${AUTHORIZATION}/selfsubjectaccessreviews`, question);
  if (reply.status === 401) throw new AppFailure(unauthorized(session, await readStatus(reply)));
  if (reply.status !== 201 && reply.status !== 200) {
    return { resource, message: `What may be listed cannot be found out. ${inWords(statusError(session, await readStatus(reply)))}` };
  }
  const review = accessSchema.safeParse(await readJson(reply));
  if (!review.success) return { resource, message: "What may be listed cannot be found out: the server's answer is not the one asked for." };
  return { resource, allowed: review.data.status.allowed };
}

const rulesSchema = z.object({
  status: z.object({
    incomplete: z.boolean().optional(),
    resourceRules: z.array(
      z.object({ verbs: z.array(z.string()), apiGroups: z.array(z.string()).optional(), resources: z.array(z.string()).optional(), resourceNames: z.array(z.string()).optional() }),
    ),
  }),
});

/**
 * Names of the resources that the user may list in one namespace (SelfSubjectRulesReview: one question for all of them).
 * Undefined where the server does not say, or says that its answer is not complete: then only trying tells.
 */
export async function namespaceRights(session: Session, namespace: string): Promise<ReadonlySet<string> | undefined> {
  const question: V1SelfSubjectRulesReview = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace } };
  const reply = await session.post(`${AUTHORIZATION}/selfsubjectrulesreviews`, question);
  if (reply.status !== 201 && reply.status !== 200) {
    reply.discard();
    return undefined;
  }
  const review = rulesSchema.safeParse(await readJson(reply));
  if (!review.success || review.data.status.incomplete === true) return undefined;
  const has = (list: string[] | undefined, value: string) => list?.some((each) => each === value || each === "*") ?? false;
  const rules = review.data.status.resourceRules.filter(({ verbs, resourceNames }) => has(verbs, "list") && (resourceNames ?? []).length === 0);
  const allowed = RESOURCES.filter(({ name, group }) => rules.some((rule) => has(rule.apiGroups, group) && has(rule.resources, name)));
  return new Set(allowed.map(({ name }) => name));
}
