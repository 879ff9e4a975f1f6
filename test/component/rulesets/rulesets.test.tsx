import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import type { Ruleset } from "../../../shared/model/ruleset.ts";
import { draftStore } from "../../support/draftStore.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { renderAt } from "../../support/renderAt.tsx";
import { refuse, rulesetStore, rulesetSummary } from "./support.tsx";

let kept = draftStore();
beforeEach(() => {
  kept = draftStore();
});

const LIST = [
  rulesetSummary({ name: "WebPods", description: "For the web teams", labels: [{ key: "tier", value: "web" }], usedBy: ["web_baseline"] }),
  rulesetSummary({ name: "Batch", ruleCount: 12, customFileCount: 2 }),
];

async function openList(handlers: Handlers = {}) {
  const rendered = renderAt("/rulesets", { "rulesets.list": () => LIST, ...handlers });
  await screen.findByRole("grid", { name: "Rulesets" });
  return rendered;
}

async function openEditor(ruleset: Ruleset = emptyRuleset("WebPods")) {
  const store = rulesetStore(ruleset);
  const rendered = renderAt("/rulesets/WebPods", { ...store.handlers, ...kept.handlers });
  await screen.findByRole("button", { name: "Add rule" });
  return { ...rendered, store: store.state };
}

const FILE = { name: "mine.yaml", text: "- rule: r\n  id: XX-1\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: Warning\n  action: log\n  userDefinedFields: {}\n" };

describe("the list of rulesets", () => {
  it("shows what each holds, to which pods it applies and who uses it", async () => {
    await openList();
    const row = screen.getByRole("row", { name: /WebPods/ });
    for (const text of ["For the web teams", "any of tier=web"]) expect(within(row).getByText(text)).toBeVisible();
    expect(within(row).getByRole("link", { name: "web_baseline" })).toHaveAttribute("href", "/policies/web_baseline?tab=runtime");
    expect(within(screen.getByRole("row", { name: /Batch/ })).getByText("2 files")).toBeVisible();
  });

  it("searches and sorts, and keeps both in the address", async () => {
    const { user, router } = await openList();
    await user.click(screen.getByRole("button", { name: "Rules" }));
    const names = () => screen.getAllByRole("row").slice(1).map((row) => within(row).getAllByRole("link")[0]?.textContent);
    expect(names()).toEqual(["WebPods", "Batch"]);
    await user.type(screen.getByRole("textbox", { name: "Search rulesets" }), "tier=web");
    expect(names()).toEqual(["WebPods"]);
    expect(router.state.location.search).toBe("?text=tier%3Dweb&sort=rules");
  });

  it("does not offer to delete what policies use, and leads to them", async () => {
    const { user, bridge } = await openList();
    await user.click(within(screen.getByRole("row", { name: /WebPods/ })).getByRole("button", { name: "Kebab toggle" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("link", { name: "Policy web_baseline" })).toHaveAttribute("href", "/policies/web_baseline?tab=runtime");
    expect(within(dialog).getByRole("button", { name: "Delete ruleset" })).toBeDisabled();
    expect(bridge.requests("rulesets.delete")).toEqual([]);
  });

  it("shows what an import would do before anything is saved", async () => {
    const { user, bridge } = await openList({
      "files.browse": () => ({ path: "/home/user", parent: "/home", entries: [{ name: "all.yaml", path: "/home/user/all.yaml", kind: "file", size: 10, modified: LIST[0]?.updated ?? "" }] }),
      "import.preview": () => ({
        id: "p1",
        problems: [],
        items: [
          { key: "a", kind: "ruleset", name: "New", file: "all.yaml", format: "custom-resource", outcome: "created", changes: [], converted: ["ruleID read as id"], lost: [], issues: [] },
          { key: "b", kind: "policy", name: "web", file: "all.yaml", format: "custom-resource", outcome: "changed", changes: ["1 rule added"], converted: [], lost: [], issues: [] },
        ],
      }),
      "import.apply": () => ({ items: [], problems: [] }),
    });
    await user.click(screen.getByRole("button", { name: "Import" }));
    await user.click(await screen.findByRole("checkbox", { name: "Select all.yaml" }));
    await user.click(screen.getByRole("button", { name: "Read" }));
    expect(await screen.findByText("ruleID read as id")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: /policy web/ }));
    expect(bridge.requests("import.apply")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save 1 document" }));
    await waitFor(() => expect(bridge.requests("import.apply")).toEqual([{ id: "p1", keys: ["a"] }]));
  });
});

describe("the ruleset editor", () => {
  it("creates a ruleset from a draft", async () => {
    const store = rulesetStore(null);
    const { user, router } = renderAt("/rulesets?create", { ...store.handlers, ...kept.handlers });
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Shells");
    await user.click(screen.getByRole("button", { name: "Proceed to rules" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/rulesets/Shells"));
    expect(store.state.ruleset).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Create" }));
    await waitFor(() => expect(store.state.ruleset).toEqual(emptyRuleset("Shells")));
    expect(await screen.findByRole("button", { name: "Save" })).toBeVisible();
    await waitFor(() => expect(kept.drafts.size).toBe(0));
  });

  it("adds predefined rules found by technique, with Log, and takes their mitigation", async () => {
    const { user, store } = await openEditor();
    await user.click(screen.getByRole("button", { name: "Add rule" }));
    await user.type(await screen.findByRole("textbox", { name: "Search rules" }), "t1059");
    expect(screen.queryByRole("checkbox", { name: /TM-00000001/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole("checkbox", { name: /TM-00000006/ }));
    await user.click(screen.getByRole("button", { name: "Add 1 rule" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Mitigation of TM-00000006" }), "Terminate");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(store.ruleset?.rules).toEqual([{ id: "TM-00000006", mitigation: "terminate" }]));
  });

  it("marks rules that the vendor removed", async () => {
    await openEditor({ ...emptyRuleset("WebPods"), rules: [{ id: "TM-00000020", mitigation: "log" }] });
    expect(await screen.findByText("removed by the vendor on 2025-09-10")).toBeVisible();
  });

  it("takes labels, and refuses to save one that is not complete", async () => {
    const { user, store } = await openEditor();
    await user.click(screen.getByRole("button", { name: "Add label" }));
    await user.type(screen.getByRole("textbox", { name: "Label 1: key" }), "tier");
    expect(screen.getByText("Enter the label's value.")).toBeVisible();
    await user.type(screen.getByRole("textbox", { name: "Label 1: value" }), "web");
    await user.click(screen.getByRole("radio", { name: "Not any" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(store.ruleset).toMatchObject({ labels: [{ key: "tier", value: "web" }], labelMatchingCondition: "notAny" }));
  });

  it("keeps what was typed when the place is left, until it is discarded", async () => {
    const first = await openEditor();
    await first.user.type(screen.getByRole("textbox", { name: "Description" }), "half a sen");
    cleanup();
    expect([...kept.drafts.values()]).toMatchObject([{ kind: "ruleset", name: "WebPods", baseRevision: 3, document: { description: "half a sen" } }]);
    const { user } = await openEditor();
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("half a sen");
    expect(screen.getByText(/^Unsaved changes from/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Discard" }));
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("");
    await waitFor(() => expect(kept.drafts.size).toBe(0));
  });

  it("takes steps back and forward: typing in one field is one step", async () => {
    const { user } = await openEditor();
    const undo = screen.getByRole("button", { name: "Undo (Ctrl+Z)" });
    expect(undo).toHaveAttribute("aria-disabled", "true");
    await user.type(screen.getByRole("textbox", { name: "Description" }), "web");
    await user.click(screen.getByRole("button", { name: "Add label" }));
    await user.click(undo);
    expect(screen.queryByRole("textbox", { name: "Label 1: key" })).not.toBeInTheDocument();
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("");
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("web");
  });

  it("shows what another window keeps, and asks when both have work of their own", async () => {
    const { user, bridge, store } = await openEditor();
    const theirs = (description: string) => {
      kept.drafts.set("ruleset WebPods", {
        kind: "ruleset", document: { ...emptyRuleset("WebPods"), description }, name: "WebPods", baseRevision: 3, stamp: description, window: "other", author: "Ada", updated: LIST[0]?.updated ?? "",
      });
      bridge.emit("changed", { topics: ["objectDrafts"] });
    };
    theirs("first");
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("first"));
    expect(screen.getByText(/is being edited in another window too/)).toBeVisible();

    // What this window writes over it is not taken back by what was read before.
    await user.type(screen.getByRole("textbox", { name: "Description" }), " word");
    await waitFor(() => expect(kept.drafts.get("ruleset WebPods")?.document).toMatchObject({ description: "first word" }));
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("first word");

    bridge.answer({ "objectDrafts.put": () => refuse("unwritable", "The disk is full.") });
    await user.type(screen.getByRole("textbox", { name: "Description" }), " mine");
    theirs("second");
    await screen.findByText(/was edited in another window by Ada/);
    bridge.answer({ "objectDrafts.put": kept.handlers["objectDrafts.put"] });
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("first word mine");
    await user.click(screen.getByRole("button", { name: "Show that draft, discard mine" }));
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("second");

    kept.drafts.clear();
    store.ruleset = emptyRuleset("WebPods", "saved there");
    store.revision += 1;
    bridge.emit("changed", { topics: ["objectDrafts", "rulesets"] });
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("saved there"));
    expect(screen.queryByText(/while you were editing/)).not.toBeInTheDocument();
    expect(screen.queryByText("unsaved changes", { exact: false })).not.toBeInTheDocument();
  });

  it("loses nothing when somebody else saved meanwhile", async () => {
    const { user, store } = await openEditor();
    await user.type(screen.getByRole("textbox", { name: "Description" }), "mine");
    store.revision += 1;
    await user.click(screen.getByRole("button", { name: "Save" }));
    const keep = await screen.findByRole("button", { name: "Keep mine on top of it" });
    await waitFor(() => expect(keep).toBeEnabled());
    await user.click(keep);
    await user.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => expect(store.ruleset?.description).toBe("mine"));
  });

  it("shows why a save was refused", async () => {
    const { user, bridge } = await openEditor();
    bridge.answer({ "rulesets.save": () => refuse("unwritable", "The disk is full.") });
    await user.type(screen.getByRole("textbox", { name: "Description" }), "x");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("The disk is full.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("x");
  });
});

describe("custom rules", () => {
  it("are checked, and a problem leads to its place", async () => {
    // The test's DOM has no layout, so nothing to scroll.
    Element.prototype.scrollIntoView = vi.fn<() => void>();
    const { user } = await openEditor({ ...emptyRuleset("WebPods"), customRules: [FILE] });
    const area = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Rules in mine.yaml" });
    await user.click(await screen.findByRole("button", { name: "Line 2, column 7" }));
    expect(area).toHaveFocus();
    expect(area.selectionStart).toBe(FILE.text.indexOf("XX-1"));
    expect(screen.getByRole("button", { name: "1 to fix" })).toBeVisible();
    await user.clear(area);
    await user.paste(FILE.text.replace("XX-1", "CR-1"));
    expect(await screen.findByText("No problems found.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "1 to fix" })).not.toBeInTheDocument();
  });

  it("come from several files, under names of their own", async () => {
    const { user, store } = await openEditor({ ...emptyRuleset("WebPods"), customRules: [FILE] });
    const text = FILE.text.replace("XX-1", "CR-2").replace("rule: r", "rule: s");
    await user.upload(screen.getByLabelText("YAML files with Falco rules"), [new File([text], "mine.yaml")]);
    expect(await screen.findByRole("textbox", { name: "Rules in mine-2.yaml" })).toHaveValue(text);
    await user.click(screen.getByRole("tab", { name: /^mine\.yaml/ }));
    await user.click(screen.getByRole("button", { name: "Remove file" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove file" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(store.ruleset?.customRules).toEqual([{ name: "mine-2.yaml", text }]));
  });

  it("have a good example to start with", async () => {
    const { user } = await openEditor();
    await user.click(screen.getByRole("button", { name: "Write or paste" }));
    expect(screen.getByText("custom-rules.yaml is empty.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Start with an example" }));
    expect(await screen.findByText("No problems found.")).toBeVisible();
    expect(screen.getByText("1 rule, 1 macro, 1 list")).toBeVisible();
  });
});
