import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { NOW } from "../../support/windowData.ts";
import type { DraftHold } from "../../../shared/ipc/types.ts";
import { openEditor, refuse, rule, saved, webBaseline } from "./support.tsx";

const edited = webBaseline({ description: "edited" });
const draft = { name: "web_baseline", baseVersion: 7, policy: edited, updated: NOW, author: "author-1", stamp: "before" };
const description = () => screen.getByRole("textbox", { name: "Description" });
const key = (name: string, more: object = {}) => fireEvent.keyDown(document.body, { key: name, ctrlKey: true, ...more });

describe("drafts", () => {
  it("are kept while editing and gone once the change is undone", async () => {
    const { user, store } = await openEditor();
    await user.type(description(), "x");
    await waitFor(() => expect(store.draft).toMatchObject({ baseVersion: 7, policy: { description: "x" } }));
    key("z");
    expect(description()).toHaveValue("");
    await waitFor(() => expect(store.draft).toBeNull());
    key("z", { shiftKey: true });
    expect(description()).toHaveValue("x");
  });

  it("are kept at once when the window goes away", async () => {
    const { user, bridge } = await openEditor();
    await user.type(description(), "x");
    fireEvent(window, new Event("pagehide"));
    expect(bridge.requests("drafts.put").at(-1)?.policy.description).toBe("x");
  });

  it("come back with a quiet note, and can be thrown away", async () => {
    const { user, store } = await openEditor(webBaseline(), { draft });
    expect(description()).toHaveValue("edited");
    expect(screen.getByText(/Unsaved changes from .* restored/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Discard" }));
    await waitFor(() => expect(description()).toHaveValue(""));
    expect(store.draft).toBeNull();
    expect(screen.queryByText(/Unsaved changes from/)).not.toBeInTheDocument();
  });

  it("stay open with their undo when the user looks at another place", async () => {
    const { user, router } = await openEditor();
    await user.type(description(), "x");
    await router.navigate("/policies");
    await screen.findByRole("heading", { level: 1, name: "Policies" });
    await router.navigate("/policies/web_baseline");
    expect(await screen.findByRole("textbox", { name: "Description" })).toHaveValue("x");
    key("z");
    expect(description()).toHaveValue("");
  });
});

describe("saving", () => {
  it("by Ctrl+S makes the next version", async () => {
    const { user, store } = await openEditor();
    await user.type(description(), "x");
    key("s");
    expect(await screen.findByText(/v8 · saved/)).toBeVisible();
    expect(store.versions.at(-1)?.policy.description).toBe("x");
    expect(screen.queryByText(/unsaved changes/)).not.toBeInTheDocument();
  });

  it("is refused with a list of what to fix, each leading to its field", async () => {
    const { user, bridge } = await openEditor(webBaseline({ cluster: { rules: [rule("imageName")], exceptions: [] } }));
    key("s");
    expect(bridge.requests("policies.save")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "1 to fix" }));
    expect(await screen.findByText("One thing to fix before saving")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^images with names that/ }));
    await waitFor(() => expect(screen.getByRole("textbox", { name: /^Image name: type/ })).toHaveFocus());
  });

  it("explains a conflict and can put the draft on top of the newer version", async () => {
    const { user, store, bridge } = await openEditor();
    await user.type(description(), "mine");
    store.versions.push(saved(webBaseline({ description: "theirs" }), 8, "author-2"));
    key("s");
    expect(await screen.findByRole("heading", { name: /Somebody saved this policy meanwhile/ })).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Save mine on top of v8" }));
    await waitFor(() => expect(store.versions.at(-1)).toMatchObject({ version: 9, policy: { description: "mine" } }));
    expect(bridge.requests("policies.save").map((request) => request.baseVersion)).toEqual([7, 8]);
  });

  it("of a conflict can take theirs instead", async () => {
    const { user, store } = await openEditor();
    await user.type(description(), "mine");
    store.versions.push(saved(webBaseline({ description: "theirs" }), 8, "author-2"));
    key("s");
    await user.click(await screen.findByRole("button", { name: "Reload theirs, discard mine" }));
    await waitFor(() => expect(description()).toHaveValue("theirs"));
  });

  it("takes over what somebody else saved when nothing is unsaved here, and says so when something is", async () => {
    const { user, store, bridge } = await openEditor();
    store.versions.push(saved(webBaseline({ description: "theirs" }), 8, "author-2"));
    bridge.emit("changed", { topics: ["policies"] });
    await waitFor(() => expect(description()).toHaveValue("theirs"));
    await user.type(description(), "!");
    store.versions.push(saved(webBaseline({ description: "again" }), 9, "author-2"));
    bridge.emit("changed", { topics: ["policies"] });
    expect(await screen.findByText(/author-2 saved v9 .* while you were editing v8/)).toBeVisible();
    expect(description()).toHaveValue("theirs!");
  });

  it("of a policy that was never saved creates it", async () => {
    const { store, bridge } = await openEditor(null, { draft: { ...draft, baseVersion: 0 } });
    expect(screen.getByText(/not saved yet/)).toBeVisible();
    expect(bridge.requests("policies.get")).toEqual([]);
    key("s");
    expect(await screen.findByText(/v1 · saved/)).toBeVisible();
    expect(store.versions[0]?.policy).toEqual(edited);
  });
});

describe("two windows", () => {
  const holder = { author: "author-2", since: NOW, seen: NOW };
  const mark = { stamp: "theirs", window: "another", author: "author-2", updated: NOW };

  it("let one edit: the other reads, follows what that one keeps, and can take over", async () => {
    let hold: DraftHold = { holder, draft: null };
    const { user, bridge, store } = await openEditor(webBaseline(), {
      handlers: { "drafts.hold": ({ takeOver = false }) => { if (takeOver) hold = { ...hold, holder: null }; return hold; } },
    });
    expect(await screen.findByText(/author-2 edits this policy in another window since/)).toBeVisible();
    expect(description()).toBeDisabled();
    expect(screen.getByRole("button", { name: "Add another rule: privileged containers" })).toBeDisabled();
    expect(screen.getByRole("button", { name: "About: privileged containers" })).toBeEnabled();
    expect(screen.getByRole("checkbox", { name: "privileged containers" }).closest("fieldset")).toHaveAttribute("title", expect.stringContaining("Another window edits this policy"));
    key("s");
    expect(bridge.requests("policies.save")).toEqual([]);

    store.draft = { ...draft, stamp: mark.stamp };
    hold = { holder, draft: mark };
    bridge.emit("changed", { topics: ["drafts"] });
    await waitFor(() => expect(description()).toHaveValue("edited"));
    expect(screen.queryByRole("button", { name: "Discard" })).not.toBeInTheDocument();

    await user.click(screen.getByRole("button", { name: "Edit here instead" }));
    await waitFor(() => expect(screen.queryByText(/edits this policy in another window/)).not.toBeInTheDocument());
    await user.type(description(), "!");
    await waitFor(() => expect(store.draft).toMatchObject({ policy: { description: "edited!" } }));
    expect(bridge.requests("drafts.put").map(({ after }) => after)).toContain("theirs");
    expect(bridge.requests("policies.save")).toEqual([]);
  });

  it("lose nothing when one that woke late saves: the other's draft stays and is told of", async () => {
    const { user, bridge } = await openEditor(webBaseline(), {
      handlers: { "policies.save": ({ policy }) => ({ ...saved(policy, 8), otherDraft: { author: "author-2", updated: NOW } }) },
    });
    await user.type(description(), "mine");
    key("s");
    expect(await screen.findByText(/Saved as v8\. The draft of author-2 from .* is kept beside it/)).toBeVisible();
    expect(bridge.requests("policies.save")[0]?.writer).toMatchObject({ window: expect.any(String) as string });
  });

  it("never overwrite each other's draft: who comes late chooses", async () => {
    let hold: DraftHold = { holder: null, draft: null };
    const put = ({ after }: { after: string | null }) => (after === mark.stamp ? { stamp: "kept" } : refuse("conflict", "The draft was changed in another window."));
    const { user, bridge } = await openEditor(webBaseline(), { handlers: { "drafts.hold": () => hold, "drafts.put": put } });
    hold = { holder: null, draft: mark };
    await user.type(description(), "mine");
    bridge.emit("changed", { topics: ["drafts"] });
    expect(await screen.findByText(/author-2 changed this draft in another window/)).toBeVisible();
    expect(description()).toHaveValue("mine");
    await user.click(screen.getByRole("button", { name: "Keep mine in its place" }));
    await waitFor(() => expect(bridge.requests("drafts.put").at(-1)).toMatchObject({ after: "theirs", policy: { description: "mine" } }));
    await waitFor(() => expect(screen.queryByText(/changed this draft in another window/)).not.toBeInTheDocument());
  });
});
