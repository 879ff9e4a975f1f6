import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { UserEvent } from "@testing-library/user-event";
import type { BundleSummary } from "../../../shared/ipc/bundles.ts";
import type { ImportItem, Starter } from "../../../shared/ipc/types.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { renderAt } from "../../support/renderAt.tsx";
import { NOW, context, policySummary, snapshot } from "../../support/windowData.ts";
import { policyStore, refuse, saved, webBaseline } from "../editor/support.tsx";

const LIST = [
  policySummary({ name: "web_baseline", description: "For the web teams", assignedTo: ["prod-eu"] }),
  policySummary({ name: "batch", ruleCount: 2, hasDraft: true }),
];

async function openList(handlers: Handlers = {}) {
  const rendered = renderAt("/policies", { "policies.list": () => LIST, "drafts.list": () => [], ...handlers });
  await screen.findByRole("grid", { name: "Policies" });
  return rendered;
}
async function chooseAction(user: UserEvent, policy: string, action: string) {
  await user.click(within(screen.getByRole("row", { name: new RegExp(policy) })).getByRole("button", { name: "Kebab toggle" }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
}
const names = () => screen.getAllByRole("row").slice(1).map((row) => within(row).getAllByRole("link")[0]?.textContent);

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
    const written = vi.spyOn(navigator.clipboard, "writeText");
    await user.click(screen.getByRole("button", { name: "Copy as text" }));
    expect(written.mock.calls).toEqual([[expect.stringContaining("web_baseline: For the web teams\tKubernetes\t6\tprod-eu\tv7")]]);
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
    await chooseAction(user, "web_baseline", "Delete");
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("link", { name: "Cluster prod-eu" })).toBeVisible();
    expect(within(dialog).getByRole("button", { name: "Delete policy" })).toBeDisabled();
    expect(bridge.requests("policies.delete")).toEqual([]);
  });

  it("names the bundles in force that contain what is to be deleted, and lets it be deleted", async () => {
    const terms = { issuedAt: NOW, expires: "2027-02-24T00:00:00Z", audience: [], bundleId: "id", minVerifier: "0.1.0", schema: 1 as const, trustVersion: 1, version: 12 };
    const bundle = (name: string, daysLeft: number, policy: string): BundleSummary => ({
      bundleId: name, name, version: 12, statementSha256: name.padEnd(64, "0"), origin: "made", created: NOW, terms, policies: [{ name: policy, version: 2 }],
      rulesets: [], attestors: [], signers: [], missing: [], complete: true, daysLeft,
    });
    const { user } = await openList({ "bundles.list": () => [bundle("prod-eu", 92, "batch"), bundle("expired", -1, "batch"), bundle("other", 92, "web_baseline")] });
    await chooseAction(user, "batch", "Delete");
    const dialog = await screen.findByRole("dialog");
    expect((await within(dialog).findAllByRole("listitem")).map(({ textContent }) => textContent)).toEqual([expect.stringContaining("prod-eu v12, until")]);
    expect(within(dialog).getByRole("button", { name: "Delete policy" })).toBeEnabled();
  });

  it("shows why a deletion was refused", async () => {
    const { user } = await openList({ "policies.delete": () => refuse("in-use", "The policy batch was assigned meanwhile.") });
    await chooseAction(user, "batch", "Delete");
    await user.click(await screen.findByRole("button", { name: "Delete policy" }));
    expect(await screen.findByText("The policy batch was assigned meanwhile.")).toBeVisible();
  });

  it("opens the copy that Duplicate made", async () => {
    const copy = saved(emptyPolicy("web_baselinePolicy"), 1);
    const { user, router } = await openList({ ...policyStore(copy.policy).handlers, "policies.list": () => LIST, "policies.duplicate": () => copy });
    await chooseAction(user, "web_baseline", "Duplicate");
    await waitFor(() => expect(router.state.location.pathname).toBe("/policies/web_baselinePolicy"));
  });
});

describe("Create", () => {
  const starter: Starter = {
    id: "first", title: "Log first", summary: "Stops nothing.", ruleCount: 1, policy: { ...webBaseline(), name: "batch", description: "Logs" },
    page: "# Log first\n\nStops nothing.\n\n## What it cannot do\n\n- It stops\n  nothing.\n",
  };
  const starters: Handlers = { "starters.list": () => [starter], "starters.get": () => starter };

  it("validates the name while it is typed, and proceeds to the editor with a draft", async () => {
    const store = policyStore(null);
    const { user, bridge, router } = await openList({ ...store.handlers, ...starters, "policies.list": () => LIST });
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
    expect(bridge.requests("drafts.put")).toMatchObject([{ baseVersion: 0, after: null, policy: emptyPolicy("batch_2", "ecs") }]);
    expect(bridge.requests("policies.create")).toEqual([]);
  });

  it("starts from a starter under a free name, after showing what it cannot do", async () => {
    const { user, bridge } = await openList({ ...policyStore(null).handlers, ...starters, "policies.list": () => LIST });
    await user.click(screen.getByRole("button", { name: "Create" }));
    await user.selectOptions(await screen.findByRole("combobox", { name: "Start from" }), "Log first (1 rule)");
    expect(await screen.findByText("Stops nothing.")).toBeVisible();
    expect(screen.getByRole("heading", { name: "What it cannot do" })).toBeVisible();
    expect(screen.getByText("It stops nothing.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Proceed to security controls" }));
    await waitFor(() => expect(bridge.requests("drafts.put")).toMatchObject([{ policy: { name: "batch2", description: "Logs", cluster: webBaseline().cluster } }]));
  });
});

describe("Assign to clusters", () => {
  it("ticks contexts and snapshots, and says which policy it replaces", async () => {
    const { user, bridge } = await openList({
      "contexts.list": () => ({ contexts: [context({ name: "prod" })], files: [] }),
      "snapshots.list": () => [snapshot({ id: "snap-1", name: "Friday" })],
      "policies.assignments": () => [
        { target: { type: "context", id: "prod" }, name: "prod", policy: "web_baseline" },
        { target: { type: "context", id: "gone" }, name: "gone", policy: "batch" },
      ],
      "policies.assign": () => null,
    });
    await chooseAction(user, "batch", "Assign to clusters");
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByRole("checkbox", { name: /^gone/ })).toBeChecked();
    await user.click(within(dialog).getByRole("checkbox", { name: /^gone/ }));
    await user.click(within(dialog).getByRole("checkbox", { name: /^Friday/ }));
    await user.click(within(dialog).getByRole("checkbox", { name: /^prod/ }));
    expect(within(dialog).getByText(/has web_baseline, which is replaced/)).toBeVisible();
    await user.click(within(dialog).getByRole("button", { name: "Assign" }));
    await waitFor(() => expect(bridge.requests("policies.assign")).toEqual([
      { target: { type: "context", id: "prod" }, policy: "batch" },
      { target: { type: "snapshot", id: "snap-1" }, policy: "batch" },
      { target: { type: "context", id: "gone" }, policy: null },
    ]));
  });
});

describe("Import and export", () => {
  it("shows what would come of each file before anything is saved", async () => {
    const item: Omit<ImportItem, "key" | "name" | "outcome"> = { kind: "policy", file: "/media/p.yaml", format: "api", changes: [], converted: [], lost: [], issues: [] };
    const { user, bridge } = await openList({
      "files.browse": () => ({ path: "/media", parent: "/", entries: [{ name: "p.yaml", path: "/media/p.yaml", kind: "file", size: 10, modified: NOW }] }),
      "import.preview": () => ({
        id: "preview-1",
        items: [{ ...item, key: "policy/a", name: "a", outcome: "created" }, { ...item, key: "policy/b", name: "b", outcome: "changed", changes: ["Policy: Description changed"] }],
        problems: [],
      }),
      "import.apply": () => ({ items: [{ ...item, key: "policy/a", name: "a", outcome: "created", version: 1 }], problems: [] }),
    });
    await user.click(screen.getByRole("button", { name: "Import" }));
    await user.click(await screen.findByRole("checkbox", { name: /p\.yaml/ }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Read" }));
    expect(await screen.findByText("Policy: Description changed")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: /policy b/ }));
    await user.click(screen.getByRole("button", { name: "Save 1 document" }));
    expect(await screen.findByRole("link", { name: "a" })).toHaveAttribute("href", "/policies/a");
    expect(bridge.requests("import.apply")).toEqual([{ id: "preview-1", keys: ["policy/a"] }]);
  });

  it("says what each format loses before anything is written, and shows the page that people read", async () => {
    const { user, bridge } = await openList({
      "policies.export": ({ format }) => ({ fileName: "web.yaml", text: `in ${format}`, lossy: format === "sallyport" ? [] : ["Its expiry.", "Its owner."] }),
      "policies.page": ({ format }) => ({ fileName: "web.html", text: format === "html" ? "<h1>" : "A page in words", lossy: [] }),
    });
    await chooseAction(user, "web_baseline", "Export");
    expect(await screen.findAllByText("lossy: 2 items")).toHaveLength(3);
    await user.click(screen.getByRole("radio", { name: /^Custom resource/ }));
    expect(await screen.findByText("Lossy: 2 items")).toBeVisible();
    expect(screen.getByText("in custom-resource")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: /^Readable page/ }));
    expect(await screen.findByText("A page in words")).toBeVisible();
    expect(bridge.requests("files.save")).toEqual([]);
  });
});
