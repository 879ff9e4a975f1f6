import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { giveElementsSize } from "../../support/layout.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";

beforeEach(giveElementsSize);

/** A finished scan with so many workloads. */
function scanOf(total: number): Handlers {
  const all = data.rows(total);
  return {
    "policies.list": () => [data.policySummary()],
    "scans.get": () => data.scan({ workloads: total }),
    "scans.rows": ({ filter, offset, limit }) => data.pageOf(all, filter, offset, limit),
    "scans.workload": ({ row }) => data.detail({ row: data.row({ id: row, name: `workload-${row}`, now: "allow" }), podFindings: [{ pod: "cart-abc", findings: [data.finding({ message: "Only this pod is privileged." })] }] }),
    "scans.yaml": () => ({ text: "kind: Deployment\nspec:\n  replicas: 2\n", marks: [{ line: 2, findings: [0] }] }),
    "scans.trace": () => ({ rule: "runAsNonRoot", steps: [{ step: "value", text: "Nothing is written there.", value: null }] }),
  };
}
const workloads = () => screen.findByRole("region", { name: "Workloads" });

describe("the results of a scan", () => {
  it("keep only the rows in sight in the page and fetch the page that is scrolled to", async () => {
    const { bridge } = renderAt("/scans/scan-1", scanOf(10_000));
    const region = await workloads();
    expect(await within(region).findByRole("button", { name: "workload-0" })).toBeVisible();
    expect(within(region).getAllByRole("row").length).toBeLessThan(80);
    expect(within(region).getByRole("grid")).toHaveAttribute("aria-rowcount", "10001");

    region.scrollTop = 36 * 5000;
    region.dispatchEvent(new Event("scroll"));
    expect(await within(region).findByRole("button", { name: "workload-5000" })).toBeInTheDocument();
    expect(within(region).queryByRole("button", { name: "workload-0" })).toBeNull();
    expect(bridge.requests("scans.rows").map((request) => request.offset)).toContain(4800);
  });

  it("are filtered by a verdict's count, in the address, and back takes it away", async () => {
    const { bridge, router, user } = renderAt("/scans/scan-1", scanOf(9));
    await user.click(await screen.findByRole("button", { name: /^3 log$/ }));
    await waitFor(() => expect(router.state.location.search).toBe("?verdict=log"));
    expect(await screen.findByText("3 shown")).toBeVisible();
    expect(bridge.requests("scans.rows").at(-1)?.filter).toEqual({ verdicts: ["log"] });
    expect(screen.getByRole("button", { name: /^3 log$/ })).toHaveAttribute("aria-pressed", "true");

    await router.navigate(-1);
    expect(await screen.findByText("9 shown")).toBeVisible();
  });

  it("follow what is typed, and go back and forth with the address", async () => {
    const { router, user } = renderAt("/scans/scan-1", scanOf(30));
    const field = await screen.findByLabelText(/^Text in namespace/);
    await user.type(field, "workload-2");
    expect(await screen.findByText("11 shown")).toBeVisible();
    expect(router.state.location.search).toBe("?text=workload-2");
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(await screen.findByText("30 shown")).toBeVisible();
    await waitFor(() => expect(field).toHaveValue(""));
    await router.navigate(-1);
    expect(await screen.findByText("11 shown")).toBeVisible();
    await waitFor(() => expect(field).toHaveValue("workload-2"));
    await router.navigate(1);
    expect(await screen.findByText("30 shown")).toBeVisible();
    await waitFor(() => expect(field).toHaveValue(""));
  });

  it("take their filters and sorting from a bookmarked address", async () => {
    const { bridge } = renderAt("/scans/scan-1?verdict=block&namespace=team-0&text=work&sort=pods&descending=1", scanOf(30));
    await workloads();
    expect(bridge.requests("scans.rows")[0]).toMatchObject({
      filter: { verdicts: ["block"], namespaces: ["team-0"], text: "work" }, sort: "pods", descending: true,
    });
    expect(screen.getByRole("columnheader", { name: "Pods" })).toHaveAttribute("aria-sort", "descending");
  });

  it("are sorted by a column's head", async () => {
    const { bridge, router, user } = renderAt("/scans/scan-1", scanOf(9));
    await user.click(within(await workloads()).getByRole("button", { name: "Namespace" }));
    await waitFor(() => expect(bridge.requests("scans.rows").at(-1)).toMatchObject({ sort: "namespace", descending: false }));
    expect(router.state.location.search).toBe("?sort=namespace");
  });

  it("can be walked by arrow keys", async () => {
    const { user } = renderAt("/scans/scan-1", scanOf(9));
    const region = await workloads();
    (await within(region).findByRole("button", { name: "workload-0" })).focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(within(region).getByRole("button", { name: "workload-2" })).toHaveFocus());
  });

  it("say so when no workload passes the filters, and when there is none at all", async () => {
    const filtered = renderAt("/scans/scan-1?text=nothing-like-it", scanOf(3));
    expect(await screen.findByText("No workload passes the filters")).toBeVisible();
    await filtered.user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(await screen.findByText("3 shown")).toBeVisible();
  });

  it("name the gap when the coverage has one", async () => {
    const coverage = data.coverage({ notListed: [{ resource: "replicasets.apps", permission: "list on replicasets.apps" }] });
    const { user } = renderAt("/scans/scan-1", { ...scanOf(3), "scans.get": () => data.scan({ coverage }) });
    await user.click(await screen.findByRole("button", { name: "Coverage: 1 gap" }));
    expect(within(await screen.findByRole("dialog")).getByText("replicasets.apps: needs list on replicasets.apps")).toBeVisible();
  });

  it("show why they cannot be had", async () => {
    renderAt("/scans/gone", {
      "scans.get": () => {
        throw new AppFailure({ code: "not-found", message: "There is no scan gone.", details: { remedy: "Choose one at Scans." } });
      },
    });
    expect(await screen.findByText(/There is no scan gone\./)).toBeVisible();
    expect(screen.getByText("Choose one at Scans.")).toBeVisible();
  });

  it("show progress while the scan runs, and cancel it", async () => {
    const running = { ...scanOf(3), "scans.get": () => data.scan({ state: "running" as const, finished: undefined }), "jobs.list": () => [data.job()], "jobs.cancel": () => null };
    const { bridge, user } = renderAt("/scans/scan-1", running);
    const progress = await screen.findByRole("status", { name: "Scanning prod-eu" });
    expect(within(progress).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "50");
    expect(progress).toHaveTextContent("2 000 objects per second");
    expect(await screen.findByRole("button", { name: "workload-0" })).toBeVisible();
    await user.click(within(progress).getByRole("button", { name: "Cancel" }));
    expect(bridge.requests("jobs.cancel")).toEqual([{ id: "job-1" }]);

    // What is found meanwhile comes with each word of it, without being asked for in between.
    const asked = bridge.requests("scans.rows").length;
    bridge.answer({ "scans.rows": ({ filter, offset, limit }) => data.pageOf(data.rows(5), filter, offset, limit) });
    bridge.emit("job", data.job());
    expect(bridge.requests("scans.rows")).toHaveLength(asked);
    bridge.emit("changed", { topics: ["scans"] });
    expect(await screen.findByRole("button", { name: "workload-4" })).toBeVisible();

    bridge.emit("job", data.job({ state: "cancelled" }));
    await waitFor(() => expect(screen.queryByRole("status", { name: "Scanning prod-eu" })).toBeNull());
  });
});

describe("a workload's drawer", () => {
  it("closes when its row becomes another workload's while the scan reads on; rows are chosen once it has ended", async () => {
    const opened = data.row({ id: 0, name: "workload-0" });
    const running = { ...scanOf(3), "scans.get": () => data.scan({ state: "running" as const, finished: undefined }), "scans.workload": () => data.detail({ row: opened }) };
    const { bridge, router, user } = renderAt("/scans/scan-1", running);
    expect(await screen.findByRole("checkbox", { name: "Choose workload-0" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "workload-0" }));
    await screen.findByRole("heading", { name: "workload-0" });

    bridge.answer({ "scans.workload": () => data.detail({ row: { ...opened, verdict: "allow" } }) });
    bridge.emit("changed", { topics: ["scans"] });
    await waitFor(() => expect(within(screen.getByRole("region", { name: "Workload" })).getByText("allow")).toBeVisible());

    bridge.answer({ "scans.workload": () => data.detail({ row: { ...opened, name: "another" } }) });
    bridge.emit("changed", { topics: ["scans"] });
    await waitFor(() => expect(screen.queryByRole("region", { name: "Workload" })).toBeNull());
    expect(router.state.location.search).toBe("");
    expect(await screen.findByText("workload-0 has moved in the list while the scan read on. Open it again.")).toBeVisible();
  });

  it("tells what is wrong, where, by which basis, and how to fix it", async () => {
    const { router, user } = renderAt("/scans/scan-1", scanOf(3));
    await user.click(await screen.findByRole("button", { name: "workload-0" }));
    expect(router.state.location.search).toBe("?row=0");
    const finding = await screen.findByRole("article", { name: "runAsNonRoot is not set: the container may run as root." });
    expect(finding).toHaveTextContent("spec.template.spec.containers[0].securityContext.runAsNonRoot");
    expect(finding).toHaveTextContent("containers that are permitted to run as root");
    expect(within(finding).getByText("unset")).toBeVisible();
    expect(within(finding).getByText(/Set securityContext\.runAsNonRoot: true/)).toBeVisible();

    await user.click(within(finding).getByRole("button", { name: "Copy patch" }));
    expect(await navigator.clipboard.readText()).toContain("runAsNonRoot: true");
  });

  it("traces a verdict on demand only", async () => {
    const { bridge, user } = renderAt("/scans/scan-1?row=0", scanOf(3));
    const finding = await screen.findByRole("article", { name: /runAsNonRoot is not set/ });
    expect(bridge.requests("scans.trace")).toEqual([]);
    await user.click(within(finding).getByRole("button", { name: "Trace" }));
    expect(await within(finding).findByText(/Nothing is written there\./)).toBeVisible();
    expect(bridge.requests("scans.trace")).toEqual([{ id: "scan-1", row: 0, definition: "cluster", index: 0 }]);
  });

  it("marks the lines of the YAML that findings point at", async () => {
    const { user } = renderAt("/scans/scan-1?row=0", scanOf(3));
    await user.click(await screen.findByRole("tab", { name: "YAML" }));
    const yaml = await screen.findByRole("region", { name: "YAML" });
    const marked = yaml.querySelectorAll(".sp-yaml__line--marked");
    expect(marked).toHaveLength(1);
    expect(marked[0]).toHaveTextContent("spec:");
    expect(marked[0]).toHaveTextContent("the container may run as root");
  });

  it("tells what runs now from what a restart brings", async () => {
    const { user } = renderAt("/scans/scan-1?row=0", scanOf(3));
    expect(await screen.findByText(/it would not come back as it is after a restart/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^Now/ }));
    expect(await screen.findByText("Only this pod is privileged.")).toBeVisible();
  });

  it("closes by Escape and gives the focus back to its row", async () => {
    const { router, user } = renderAt("/scans/scan-1", scanOf(3));
    const row = await screen.findByRole("button", { name: "workload-1" });
    await user.click(row);
    await screen.findByRole("article", { name: /runAsNonRoot/ });
    await user.keyboard("{Escape}");
    await waitFor(() => expect(router.state.location.search).toBe(""));
    expect(row).toHaveFocus();
  });
});
