import { screen } from "@testing-library/react";
import type { Request } from "../../../shared/ipc/contract.ts";
import type { Draft, SavedPolicy } from "../../../shared/ipc/types.ts";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { ErrorCode } from "../../../shared/kernel/result.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Policy, PolicyRule } from "../../../shared/model/policy.ts";
import { newRule } from "../../../renderer/features/editor/logic/rows.ts";
import { ruleDescriptor } from "../../../shared/rules/index.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { impact } from "../../support/impactData.ts";
import { renderAt } from "../../support/renderAt.tsx";
import { NOW, snapshot } from "../../support/windowData.ts";

/** A rule as the editor ticks it. */
export function rule(type: string, change: Partial<PolicyRule> = {}): PolicyRule {
  const descriptor = ruleDescriptor(type);
  if (!descriptor) throw new Error(`There is no rule ${type}.`);
  return { ...newRule(descriptor), ...change };
}

export function webBaseline(change: Partial<Policy> = {}): Policy {
  return { ...emptyPolicy("web_baseline"), cluster: { rules: [rule("privileged"), rule("containerCapabilities")], exceptions: [] }, ...change };
}

export function refuse(code: ErrorCode, message: string): never {
  throw new AppFailure({ code, message });
}

/** A trusted side that keeps one policy with its versions and its draft, and judges it as told. */
export function policyStore(policy: Policy | null, draft: Draft | null = null) {
  const versions: SavedPolicy[] = policy ? [saved(policy, 7)] : [];
  const state = { versions, draft };
  let stamps = 0;
  const add = (next: Policy) => {
    const version = saved(next, (state.versions.at(-1)?.version ?? 0) + 1);
    state.versions.push(version);
    state.draft = null;
    return version;
  };
  const handlers: Handlers = {
    "policies.get": ({ version }) =>
      state.versions.findLast((one) => version === undefined || one.version === version) ?? refuse("not-found", "There is no such policy."),
    "policies.versions": () => state.versions.map(({ version, saved: at, author }) => ({ version, saved: at, author, note: "" })),
    "policies.create": (request) => add(request.policy),
    "policies.save": (request) => (request.baseVersion === state.versions.at(-1)?.version ? add(request.policy) : refuse("conflict", "Version 8 was saved meanwhile.")),
    "drafts.list": () => [],
    "drafts.get": () => state.draft,
    "drafts.put": (request) => {
      const { policy: kept, baseVersion } = request;
      state.draft = { name: kept.name, policy: kept, baseVersion, updated: NOW, author: "author-1", stamp: `stamp-${(stamps += 1)}` };
      return { stamp: state.draft.stamp };
    },
    "drafts.delete": () => {
      state.draft = null;
      return null;
    },
    "drafts.hold": () => ({ holder: null, draft: null }),
    "drafts.release": () => null,
    "policies.assignments": () => [],
    "snapshots.list": () => [snapshot()],
    "snapshots.namespaces": () => [],
    "impact.judge": () => impact(),
  };
  return { state, handlers };
}

export function saved(policy: Policy, version: number, author = "author-1"): SavedPolicy {
  return { policy, version, created: NOW, saved: NOW, author };
}

/** The editor of `web_baseline`, once it is there. */
export async function openEditor(policy: Policy | null = webBaseline(), more: { draft?: Draft; handlers?: Handlers } = {}) {
  const store = policyStore(policy, more.draft ?? null);
  const rendered = renderAt("/policies/web_baseline", { ...store.handlers, ...more.handlers });
  await screen.findByRole("heading", { level: 1, name: "web_baseline" });
  await screen.findByRole("button", { name: /^(Save|Create)$/ });
  return { ...rendered, store: store.state };
}

/** The policy of the last draft that was kept, or of the last impact that was asked for. */
export function lastPolicy(requests: (Request<"drafts.put"> | Request<"impact.judge">)[]): Policy | undefined {
  return requests.at(-1)?.policy;
}
