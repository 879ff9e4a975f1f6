import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Proposals } from "../../../shared/audit/results.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { giveElementsSize } from "../../support/layout.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";

beforeEach(giveElementsSize);

const PROPOSALS: Proposals = {
  chosen: 1,
  impossible: [],
  proposals: [
    {
      width: "image", limited: true, clears: 1, leaves: [], othersTotal: 0, others: [],
      exceptions: [{ definition: "cluster", exception: { type: "imagePath", operator: "equals", values: ["nginx:1"], namespaces: ["team-0"] } }],
    },
    {
      width: "registry", limited: false, clears: 1, leaves: [], othersTotal: 70,
      others: [{ id: 9, kind: "Deployment", namespace: "lab", name: "other", verdict: "block", why: "privileged" }],
      exceptions: [{ definition: "cluster", exception: { type: "imageRegistry", operator: "equals", values: ["docker.io"] } }],
    },
  ],
};

function scanOf(total: number): Handlers {
  const all = data.rows(total);
  return {
    "policies.list": () => [data.policySummary()],
    "settings.get": () => data.settings(),
    "scans.list": () => [data.scan()],
    "scans.get": () => data.scan({ workloads: total }),
    "scans.rows": ({ filter, offset, limit }) => ({ ...data.pageOf(all, filter, offset, limit), labelKeys: ["team"] }),
    "scans.outlook": () => ({ wouldNotComeBack: 3, restart: { template: 2, sidecar: 0, namespace: 0, exception: 1, policy: 0 }, isolate: 0, terminate: 4 }),
    "scans.groups": () => [{ key: "web", workloads: 2, pods: 4, counts: data.counts({ block: 2 }) }, { key: "", workloads: 1, pods: 0, counts: data.counts({ allow: 1 }) }],
    "scans.heatMap": () => ({ rules: ["cluster/0"], namespaces: [{ namespace: "team-0", counts: [2] }, { namespace: "team-1", counts: [0] }] }),
    "scans.propose": () => PROPOSALS,
    "scans.export": () => ({ fileName: "x.csv", text: "verdict\r\n" }),
  };
}

describe("results in other shapes", () => {
  it("group by a label of the namespace, and lead from a group to its workloads", async () => {
    const { bridge, router, user } = renderAt("/scans/scan-1", scanOf(6));
    await screen.findByRole("option", { name: "By label team" });
    await user.selectOptions(screen.getByLabelText("Show as"), "By label team");
    await user.click(await screen.findByRole("button", { name: "(without this label)" }));
    await waitFor(() => expect(router.state.location.search).toBe("?labelValue=&label=team"));
    expect(bridge.requests("scans.groups").at(-1)).toMatchObject({ by: { what: "label", key: "team" } });
    expect(bridge.requests("scans.rows").at(-1)?.filter).toEqual({ label: { key: "team", values: [""] } });
    await user.click(await screen.findByRole("button", { name: "Remove the label team" }));
    await waitFor(() => expect(router.state.location.search).toBe(""));
  });

  it("map namespaces and rules: a field is reached by the arrow keys and is a filter", async () => {
    const { bridge, user } = renderAt("/scans/scan-1?show=heatMap", scanOf(6));
    const field = await screen.findByRole("button", { name: /^team-0, containers.*: 2 workloads$/ });
    expect(screen.getByRole("button", { name: /^team-1, .*: 0 workloads$/ })).toHaveAttribute("tabindex", "-1");
    field.focus();
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(screen.getByRole("button", { name: /^team-1,/ })).toHaveFocus());
    await user.keyboard("{ArrowUp}");
    await waitFor(() => expect(field).toHaveFocus());
    await user.keyboard("{Enter}");
    await waitFor(() => expect(bridge.requests("scans.rows").at(-1)?.filter).toEqual({ namespaces: ["team-0"], rules: ["cluster/0"] }));
  });

  it("filter by why a workload would not come back, and by what Continuous would do", async () => {
    const { bridge, user } = renderAt("/scans/scan-1", scanOf(6));
    await user.click(await screen.findByRole("button", { name: "Would not come back after a restart: 3" }));
    expect(screen.queryByRole("button", { name: /^sidecar added/ })).toBeNull();
    await user.click(await screen.findByRole("button", { name: "exception expired: 1" }));
    await user.click(screen.getByRole("button", { name: "Continuous would terminate: 4" }));
    await waitFor(() => expect(bridge.requests("scans.rows").at(-1)?.filter).toEqual({ restart: ["exception"], continuous: ["terminate"] }));
  });

  it("are saved as a view, and applied again", async () => {
    const { bridge, router, user } = renderAt("/scans/scan-1?verdict=block&show=rule", { ...scanOf(6), "settings.set": (change) => ({ ...data.settings(), ...change }) });
    await user.click(await screen.findByRole("button", { name: "Views" }));
    await user.click(await screen.findByRole("menuitem", { name: "Save this view…" }));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "blocked{Enter}");
    await waitFor(() => expect(bridge.requests("settings.set")).toEqual([{ views: [{ name: "blocked", view: "verdict=block&show=rule" }] }]));

    bridge.answer({ "settings.get": () => ({ ...data.settings(), views: [{ name: "logged", view: "verdict=log" }] }) });
    bridge.emit("changed", { topics: ["settings"] });
    await user.click(screen.getByRole("button", { name: "Views" }));
    await user.click(await screen.findByRole("menuitem", { name: "logged" }));
    await waitFor(() => expect(router.state.location.search).toBe("?verdict=log"));
  });

  it("are written as they are shown", async () => {
    const { bridge, user } = renderAt("/scans/scan-1?verdict=block&show=rule&sort=name", scanOf(6));
    await user.click(await screen.findByRole("button", { name: "Export" }));
    const csv = await screen.findByRole("menuitem", { name: /^CSV/ });
    await waitFor(() => expect(csv.closest("[data-popper-placement]")).not.toBeNull());
    await user.click(csv);
    expect(await screen.findByRole("dialog", { name: /^Export the results of prod-eu/ })).toBeVisible();
    expect(bridge.requests("scans.export")).toEqual([{ id: "scan-1", filter: { verdicts: ["block"] }, sort: "name", descending: false, show: { what: "groups", by: { what: "rule" } }, format: "csv" }]);
  });
});

describe("exceptions for chosen workloads", () => {
  it("show what else each would excuse, and go to the editor", async () => {
    const { bridge, router, user } = renderAt("/scans/scan-1", scanOf(6));
    await user.click(await screen.findByRole("checkbox", { name: "Choose workload-3" }));
    await user.click(screen.getByRole("button", { name: "Exceptions for 1 workload…" }));
    const dialog = await screen.findByRole("dialog", { name: "Exceptions for 1 workload" });
    expect(await within(dialog).findByText(/Excuses nothing else here/)).toBeVisible();
    await user.click(within(dialog).getByRole("radio", { name: /Everything from these registries, in every namespace/ }));
    expect(within(dialog).getByText("and 69 more")).toBeVisible();
    expect(bridge.requests("scans.propose")).toEqual([{ id: "scan-1", rows: [3] }]);
    await user.click(within(dialog).getByRole("button", { name: "Add to the draft" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/policies/web_baseline"));
  });
});
