import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { PolicySummary } from "../../../shared/ipc/types.ts";
import { AppFailure } from "../../../shared/kernel/result.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";
import { trustView } from "../keys/support.ts";

const demo = data.snapshot({ id: "demo-1", name: "Demo cluster", origin: "demo", source: [], assignedPolicy: "demo_baseline" });
const reading = data.job({ id: "job-demo", kind: "snapshot", title: "Reading Demo cluster", snapshotId: "demo-1", scanId: undefined });

describe("the first run", () => {
  it("shows three doors and nothing else", async () => {
    renderAt("/");
    expect(await screen.findByRole("heading", { level: 2, name: "Explore the demo cluster" })).toBeVisible();
    expect(screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent?.trim())).toEqual([
      "Explore the demo cluster", "Connect a kubeconfig", "Open a snapshot or manifests",
    ]);
  });

  it("judges the demo cluster by its policy once it is read, and goes to the results", async () => {
    let policies: PolicySummary[] = [];
    const { bridge, router, user } = renderAt("/", {
      "policies.list": () => policies,
      "snapshots.list": () => (policies.length > 0 ? [demo] : []),
      "snapshots.take": () => reading,
      "scans.start": () => data.job({ scanId: "scan-9" }),
    });
    await user.click(await screen.findByRole("button", { name: "Explore the demo cluster" }));
    expect(await screen.findByText("Importing and judging the demo cluster…")).toBeVisible();
    expect(bridge.requests("scans.start")).toEqual([]);

    policies = [data.policySummary({ name: "other" }), data.policySummary({ name: "demo_baseline" })];
    bridge.emit("job", { ...reading, state: "done" });
    await waitFor(() => expect(router.state.location.pathname).toBe("/scans/scan-9"));
    expect(bridge.requests("scans.start")).toEqual([{ target: { snapshotId: "demo-1" }, policy: "demo_baseline", options: { phase: "deployment" } }]);
  });

  it("goes to the policies when there is none to judge by", async () => {
    const { router, user } = renderAt("/", { "snapshots.take": () => reading, "jobs.list": () => [{ ...reading, state: "done" }], "snapshots.list": () => [] });
    await user.click(await screen.findByRole("button", { name: "Explore the demo cluster" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/policies"));
  });

  it("says why the demo could not be opened", async () => {
    const { bridge, user } = renderAt("/", { "snapshots.take": () => reading });
    await user.click(await screen.findByRole("button", { name: "Explore the demo cluster" }));
    await screen.findByText("Importing and judging the demo cluster…");
    bridge.emit("job", { ...reading, state: "failed", error: { code: "unreadable", message: "The folder demo is missing.", details: { file: "/opt/demo" } } });
    expect(await screen.findByText("The folder demo is missing.")).toBeVisible();
    expect(screen.getByText("/opt/demo")).toBeVisible();
  });

  it("adds a kubeconfig and shows why one is refused", async () => {
    let tries = 0;
    const { bridge, router, user } = renderAt("/", {
      "files.browse": () => ({ path: "/home/user", parent: "/home", entries: [{ name: "kubeconfig", path: "/home/user/kubeconfig", kind: "file", size: 100, modified: data.NOW }] }),
      "kubeconfigs.add": () => {
        if (++tries === 1) throw new AppFailure({ code: "unreadable", message: "/home/user/kubeconfig is no kubeconfig." });
        return { contexts: [], files: [] };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Connect a kubeconfig" }));
    await user.click(await screen.findByRole("checkbox", { name: "Select kubeconfig" }));
    await user.click(screen.getByRole("button", { name: "Add kubeconfig" }));
    expect(await screen.findByText(/is no kubeconfig/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Add kubeconfig" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/clusters"));
    expect(bridge.requests("kubeconfigs.add")).toEqual([{ path: "/home/user/kubeconfig" }, { path: "/home/user/kubeconfig" }]);
  });
});

describe("the overview", () => {
  it("names what of the trust list ends soon", async () => {
    const expires = new Date(Date.now() + 12.5 * 86_400_000).toISOString();
    const current = { ...trustView(), ending: [{ what: "Trust list, version 3", at: expires, ended: false }] };
    renderAt("/", { "snapshots.list": () => [demo], "trust.get": () => ({ current, history: [] }) });
    const needs = await screen.findByRole("region", { name: "What needs you" });
    expect(await within(needs).findByRole("link", { name: "Trust list, version 3: ends in 12 days." })).toHaveAttribute("href", "/trust/list");
  });

  it("shows clusters with their last scan, what needs the user, and the last scans", async () => {
    renderAt("/", {
      "snapshots.list": () => [data.snapshot({ assignedPolicy: "web_baseline" })],
      "policies.list": () => [data.policySummary({ hasDraft: true })],
      "scans.list": () => [data.scan({ verdicts: data.counts({ block: 2, unknown: 3 }) }), data.scan({ id: "scan-0", verdicts: data.counts({ allow: 9 }) })],
    });
    const clusters = await screen.findByRole("region", { name: "Clusters" });
    expect(within(clusters).getByRole("link", { name: "prod-eu" })).toHaveAttribute("href", "/scans/scan-1");
    expect(within(clusters).getByRole("img", { name: "2 block, 3 undecidable" })).toBeVisible();

    const needs = screen.getByRole("region", { name: "What needs you" });
    expect(within(needs).getByRole("link", { name: "web_baseline has changes that are not saved." })).toHaveAttribute("href", "/policies/web_baseline");
    expect(within(needs).getByRole("link", { name: /3 workloads undecidable/ })).toHaveAttribute("href", "/scans/scan-1?verdict=unknown");
    expect(within(needs).getByRole("link", { name: /1 workload would not come back/ })).toHaveAttribute("href", "/scans/scan-1?restart=1");
    expect(within(screen.getByRole("region", { name: "Last scans" })).getAllByRole("link")).toHaveLength(2);
  });
});
