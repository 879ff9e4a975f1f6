import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { CHANGES } from "../../../shared/audit/results.ts";
import type { Change, RolloutPlan } from "../../../shared/audit/results.ts";
import type { CompareAnswer } from "../../../shared/ipc/resultQueries.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { giveElementsSize } from "../../support/layout.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";

beforeEach(giveElementsSize);

const counts = (some: Partial<Record<Change, number>>) => ({ ...(Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>), ...some });
const ANSWER: CompareAnswer = {
  a: "web_baseline v7", b: "web_baseline (draft)", coverage: data.coverage(), labelKeys: [], total: 1, counts: counts({ newlyBlocked: 1, unchanged: 4 }),
  rows: [{ id: 0, change: "newlyBlocked", kind: "Deployment", namespace: "shop", name: "cart", before: "log", after: "block", pods: 2, why: ["+ block privileged containers"] }],
  groups: [{ key: "shop", total: 1, counts: counts({ newlyBlocked: 1 }) }],
};
const EARLIER = data.scan({ id: "scan-0", started: "2026-03-01T10:00:00Z", origin: "context", source: ["eu"], verdicts: data.counts({ block: 9 }) });
const LATER = data.scan({ origin: "context", source: ["eu"], digest: "ab".repeat(32), engine: "0.1.0" });

const HANDLERS: Handlers = {
  "policies.list": () => [data.policySummary({ hasDraft: true })],
  "policies.versions": () => [{ version: 7, saved: data.NOW, author: "a", note: "" }, { version: 6, saved: data.NOW, author: "a", note: "" }],
  "snapshots.list": () => [data.snapshot()],
  "settings.get": () => ({ ...data.settings(), keepScans: 20 }),
  "scans.list": () => [LATER, EARLIER, data.scan({ id: "scan-x", origin: "context", source: ["us"], snapshotName: "us", started: "2026-02-01T10:00:00Z" })],
  "compare.page": () => ANSWER,
};

describe("comparing", () => {
  it("asks for both sides, then shows counts that filter, where, and why", async () => {
    const { bridge, router, user } = renderAt("/compare?data=snap-1&a=web_baseline%407", HANDLERS);
    expect(await screen.findByText("Choose both sides")).toBeVisible();
    const second = screen.getByLabelText("Second: as it would be");
    await within(second).findByRole("option", { name: /web_baseline/ });
    await user.selectOptions(second, "web_baseline");
    await user.selectOptions(await screen.findByLabelText("Version, Second: as it would be"), "draft");
    const table = await screen.findByRole("grid", { name: "Changed workloads" });
    expect(within(table).getByText("+ block privileged containers")).toBeInTheDocument();
    expect(bridge.requests("compare.page").at(-1)?.subject).toEqual({ type: "policies", snapshotId: "snap-1", a: { name: "web_baseline", version: 7 }, b: { name: "web_baseline", draft: true }, options: { phase: "deployment" } });

    await user.click(screen.getByRole("button", { name: /^1 newly blocked$/ }));
    await user.click(screen.getByRole("button", { name: "shop" }));
    await waitFor(() => expect(bridge.requests("compare.page").at(-1)).toMatchObject({ changes: ["newlyBlocked"], filter: { namespaces: ["shop"] } }));
    expect(router.state.location.search).toContain("b=web_baseline%40draft");
  });

  it("takes two scans of one cluster from its history", async () => {
    const { bridge, user } = renderAt("/scans/history?scan=scan-1", HANDLERS);
    expect(await screen.findByRole("img", { name: /^Trend of 2 scans: from 9 blocked/ })).toBeVisible();
    expect(screen.getByText(/The last 20 scans of each cluster are kept/)).toBeVisible();
    for (const box of screen.getAllByRole("checkbox")) await user.click(box);
    await user.click(screen.getByRole("button", { name: "Compare the two chosen" }));
    await waitFor(() => expect(bridge.requests("compare.page").at(-1)?.subject).toEqual({ type: "scans", a: "scan-0", b: "scan-1" }));
  });
});

describe("a rollout", () => {
  const wave = (title: string) => ({ title, namespaces: ["shop"], policy: { ...emptyPolicy("web_baseline"), description: title }, enter: ["quiet"], leave: [], back: "Restore it." });
  const plan: RolloutPlan = {
    policy: "web_baseline", quietDays: 14, scans: [{ taken: data.NOW, name: "prod-eu" }],
    namespaces: [{ namespace: "shop", workloads: 5, block: 0, log: 1, unknown: 0, scans: 1, quietSince: data.NOW, quietScans: 1 }],
    waves: [wave("Log everywhere"), wave("Block where it has been quiet")],
  };

  it("is made from chosen data, and its waves become versions in order", async () => {
    let version = 7;
    const { bridge, user } = renderAt("/rollout?policy=web_baseline&version=7&data=snap-1&data=gone", {
      ...HANDLERS, "rollout.plan": () => plan,
      "policies.save": ({ policy }) => ({ policy, version: ++version, created: data.NOW, saved: data.NOW, author: "a" }),
    });
    expect(await screen.findByRole("heading", { name: "1. Block where it has been quiet" })).toBeVisible();
    expect(bridge.requests("rollout.plan").at(-1)).toEqual({ policy: "web_baseline", version: 7, snapshotIds: ["snap-1"], quietDays: 14 });
    await user.click(screen.getByRole("button", { name: "Save all waves as versions" }));
    await waitFor(() => expect(bridge.requests("policies.save")).toMatchObject([{ baseVersion: 7, policy: { description: "Log everywhere" } }, { baseVersion: 8, note: "Rollout, wave 1 of 1: Block where it has been quiet" }]));
    expect(await screen.findByText(/The waves are v8 to v9/)).toBeVisible();
  });
});

describe("how many scans are kept", () => {
  it("says what would go before it goes", async () => {
    const scans = Array.from({ length: 7 }, (_, index) => data.scan({ id: `s${index}`, origin: "demo", source: ["d"] }));
    const { bridge, user } = renderAt("/settings", { ...HANDLERS, "scans.list": () => scans, "app.info": () => ({ version: "1", host: "web", dataDirectory: "/d", homeDirectory: "/h" }), "settings.set": (change) => ({ ...data.settings(), ...change }) });
    await user.selectOptions(await screen.findByLabelText("Scans kept of each cluster"), "the last 5");
    expect(await screen.findByText(/2 scans would be deleted now/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Keep so many" }));
    const dialog = await screen.findByRole("dialog", { name: /Delete 2 scans/ });
    expect(bridge.requests("settings.set")).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Delete and keep so many" }));
    await waitFor(() => expect(bridge.requests("settings.set")).toEqual([{ keepScans: 5 }]));
  });
});
