import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { renderAt } from "../../support/renderAt.tsx";
import { NOW, policySummary } from "../../support/windowData.ts";
import { policyStore, refuse, saved } from "../editor/support.tsx";

const LIST = [
  policySummary({ name: "web_baseline", description: "For the web teams", assignedTo: ["prod-eu"] }),
  policySummary({ name: "batch", ruleCount: 2, hasDraft: true }),
];

async function openList(handlers: Handlers = {}) {
  const rendered = renderAt("/policies", { "policies.list": () => LIST, "drafts.list": () => [], ...handlers });
  await screen.findByRole("grid", { name: "Policies" });
  return rendered;
}
const names = () => screen.getAllByRole("row").slice(1).map((row) => within(row).getByRole("link").textContent);

describe("the policy list", () => {
  it("shows each policy with its description, clusters, version and draft", async () => {
    await openList();
    const row = screen.getByRole("row", { name: /web_baseline/ });
    for (const text of ["For the web teams", "Kubernetes", "prod-eu", "v7"]) expect(within(row).getByText(text)).toBeVisible();
    expect(within(screen.getByRole("row", { name: /batch/ })).getByText("unsaved changes")).toBeVisible();
  });

  it("sorts by a column and searches, and keeps both in the address", async () => {
    const { user, router } = await openList();
    expect(names()).toEqual(["batch", "web_baseline"]);
    await user.click(screen.getByRole("button", { name: "Rules" }));
    await user.click(screen.getByRole("button", { name: "Rules" }));
    expect(names()).toEqual(["web_baseline", "batch"]);
    await user.type(screen.getByRole("textbox", { name: "Search policies" }), "web");
    expect(names()).toEqual(["web_baseline"]);
    expect(router.state.location.search).toBe("?text=web&sort=rules&order=desc");
  });

  it("opens the editor by a click anywhere in the row", async () => {
    const { user, router } = await openList(policyStore(emptyPolicy("web_baseline")).handlers);
    await user.click(screen.getByText("For the web teams"));
    await waitFor(() => expect(router.state.location.pathname).toBe("/policies/web_baseline"));
  });

  it("leads back to drafts that were never saved", async () => {
    await openList({ "drafts.list": () => [{ name: "idea", description: "", platform: "ecs", ruleCount: 0, namespacedCount: 0, updated: NOW }] });
    expect(within(screen.getByRole("row", { name: /idea/ })).getByText("draft, never saved")).toBeVisible();
  });

  it("does not offer to delete what clusters use, and names them", async () => {
    const { user, bridge } = await openList();
    await user.click(within(screen.getByRole("row", { name: /web_baseline/ })).getByRole("button", { name: "Kebab toggle" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("link", { name: "Cluster prod-eu" })).toBeVisible();
    expect(within(dialog).getByRole("button", { name: "Delete policy" })).toBeDisabled();
    expect(bridge.requests("policies.delete")).toEqual([]);
  });

  it("shows why a deletion was refused", async () => {
    const { user } = await openList({ "policies.delete": () => refuse("in-use", "The policy batch was assigned meanwhile.") });
    await user.click(within(screen.getByRole("row", { name: /batch/ })).getByRole("button", { name: "Kebab toggle" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    await user.click(await screen.findByRole("button", { name: "Delete policy" }));
    expect(await screen.findByText("The policy batch was assigned meanwhile.")).toBeVisible();
  });

  it("opens the copy that Duplicate made", async () => {
    const copy = saved(emptyPolicy("web_baselinePolicy"), 1);
    const { user, router } = await openList({ ...policyStore(copy.policy).handlers, "policies.list": () => LIST, "policies.duplicate": () => copy });
    await user.click(within(screen.getByRole("row", { name: /web_baseline/ })).getByRole("button", { name: "Kebab toggle" }));
    await user.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/policies/web_baselinePolicy"));
  });
});

describe("Create", () => {
  it("validates the name while it is typed, and proceeds to the editor with a draft", async () => {
    const store = policyStore(null);
    const { user, bridge, router } = await openList({ ...store.handlers, "policies.list": () => LIST });
    await user.click(screen.getByRole("button", { name: "Create" }));
    const name = await screen.findByRole("textbox", { name: "Name" });
    await user.type(name, "my policy");
    expect(screen.getByText(/no spaces\.$/)).toBeVisible();
    await user.clear(name);
    await user.type(name, "batch");
    expect(screen.getByText("There is a policy batch already.")).toBeVisible();
    await user.type(name, "_2");
    await user.click(screen.getByRole("radio", { name: "Amazon ECS" }));
    await user.click(screen.getByRole("button", { name: "Proceed to security controls" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/policies/batch_2"));
    expect(bridge.requests("drafts.put")).toEqual([{ baseVersion: 0, policy: emptyPolicy("batch_2", "ecs") }]);
    expect(bridge.requests("policies.create")).toEqual([]);
  });
});

describe("Import and export", () => {
  it("reports what was created, changed and skipped, and what could not be read", async () => {
    const item = { file: "/media/p.yaml", remarks: [], version: 1 };
    const { user } = await openList({
      "files.browse": () => ({ path: "/media", parent: "/", entries: [{ name: "p.yaml", path: "/media/p.yaml", kind: "file", size: 10, modified: NOW }] }),
      "policies.import": () => ({
        items: [
          { ...item, name: "a", outcome: "created", remarks: ["max-severity high became critical or higher"] },
          { ...item, name: "b", outcome: "unchanged" },
        ],
        problems: [{ code: "unreadable", message: "p.yaml is broken.", details: { file: "/media/p.yaml", line: 3, column: 7 } }],
      }),
    });
    await user.click(screen.getByRole("button", { name: "Import" }));
    await user.click(await screen.findByRole("checkbox", { name: /p\.yaml/ }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Import" }));
    expect(await screen.findByText("created")).toBeVisible();
    for (const text of ["skipped: unchanged", "max-severity high became critical or higher", "/media/p.yaml:3:7"]) expect(screen.getByText(text)).toBeVisible();
  });

  it("says what a format loses before anything is written", async () => {
    const { user, bridge } = await openList({ "policies.export": () => ({ fileName: "web.yaml", text: "kind: ClusterPolicy", lossy: ["Its expiry."] }) });
    await user.click(within(screen.getByRole("row", { name: /web_baseline/ })).getByRole("button", { name: "Kebab toggle" }));
    await user.click(await screen.findByRole("menuitem", { name: "Export: Custom resource" }));
    expect(await screen.findByText("Lossy: 1 item")).toBeVisible();
    expect(screen.getByText("kind: ClusterPolicy")).toBeVisible();
    expect(bridge.requests("files.save")).toEqual([]);
  });
});
