import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changedField } from "../../../renderer/features/documents/draft/changedField.ts";
import { changed, isAhead, isDirty, openedDraft, savedAs } from "../../../renderer/features/documents/draft/draftState.ts";
import { createKeeper } from "../../../renderer/features/documents/draft/keeper.ts";
import type { Answer, Wanted } from "../../../renderer/features/documents/draft/keeper.ts";
import { RULESET_DRAFTS } from "../../../renderer/features/rulesets/drafts.ts";
import { endOfChange } from "../../../renderer/features/rulesets/custom/useCaretAtChange.ts";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";

describe("the field that differs", () => {
  const base = { ...emptyRuleset("R"), labels: [{ key: "a", value: "b" }], customRules: [{ name: "a.yaml", text: "x" }] };
  it.each([
    ["a text", { ...base, description: "d" }, ".description"],
    ["a text in a list", { ...base, labels: [{ key: "a", value: "c" }] }, ".labels[0].value"],
    ["a file's text", { ...base, customRules: [{ name: "a.yaml", text: "xy" }] }, ".customRules[0].text"],
    ["something added", { ...base, labels: [] }, undefined],
    ["two fields", { ...base, description: "d", labels: [] }, undefined],
    ["nothing", { ...base }, undefined],
  ])("is named for %s", (_, after, field) => {
    expect(changedField(base, after)).toBe(field);
  });
});

describe("the place of a change", () => {
  it.each([["abc", "abXc", 3], ["abXc", "abc", 2], ["", "abc", 3], ["aaa", "aa", 0], ["same", "same", 0]])("from %j to %j", (before, after, at) => {
    expect(endOfChange(before, after)).toBe(at);
  });
});

describe("a document under edit", () => {
  const saved = { document: emptyRuleset("R"), revision: 3 };
  const stored = (description: string) => ({ kind: "ruleset" as const, document: emptyRuleset("R", description), name: "R", baseRevision: 2, stamp: "s", window: "w", author: "Ada", updated: "2026-01-01T00:00:00Z" });
  const open = (draft: ReturnType<typeof stored> | null) => openedDraft(RULESET_DRAFTS, saved, draft, () => emptyRuleset("R"));

  it("is the draft, on the revision that the draft stands on", () => {
    const state = open(stored("mine"));
    expect(state).toMatchObject({ baseRevision: 2, restored: "2026-01-01T00:00:00Z", stamp: "s" });
    expect([isDirty(state), isAhead(state)]).toEqual([true, false]);
  });

  it("is the saved document when the draft says nothing else, and that draft is taken away", () => {
    const state = open(stored(""));
    expect(state).toMatchObject({ baseRevision: 3, restored: undefined });
    expect([isDirty(state), isAhead(state)]).toEqual([false, true]);
  });

  it("joins typing in one field to one step, and nothing else", () => {
    const type = (state: ReturnType<typeof open>, description: string, at: number) => changed(state, { ...state.history.present, description }, at);
    const typed = type(type(open(null), "a", 0), "ab", 500);
    expect(typed.history.past).toHaveLength(1);
    expect(type(typed, "abc", 9000).history.past).toHaveLength(2);
    const added = changed(typed, { ...typed.history.present, labels: [{ key: "", value: "" }] }, 600);
    expect(changed(added, { ...added.history.present, labels: [] }, 700).history.past).toHaveLength(3);
  });

  it("stays a draft on top of a save that came while it was typed in", () => {
    const sent = changed(open(null), emptyRuleset("R", "a"), 0);
    const more = changed(sent, emptyRuleset("R", "ab"), 1);
    const after = savedAs(more, sent.history.present, { document: emptyRuleset("R", "a"), revision: 4 });
    expect(after).toMatchObject({ baseRevision: 4, base: { description: "a" }, history: { present: { description: "ab" } } });
    expect([isDirty(after), isAhead(after)]).toEqual([true, true]);
    expect(isDirty(savedAs(sent, sent.history.present, { document: emptyRuleset("R", "a"), revision: 4 }))).toBe(false);
  });
});

describe("keeping a draft", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });
  const wanted = (document: string): Wanted<string> => ({ document, baseRevision: 1, isDraft: true });

  it("writes the newest after a rest, each over the one before", async () => {
    const written: [string, string | null][] = [];
    const keeper = createKeeper<string>(async ({ document }, after): Promise<Answer> => {
      written.push([document, after]);
      return { stamp: `of ${document}` };
    }, () => undefined, 300);
    keeper.knows("first");
    keeper.change(wanted("a"));
    keeper.change(wanted("b"));
    await vi.advanceTimersByTimeAsync(300);
    keeper.change(wanted("c"));
    keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    keeper.change(wanted("d"));
    keeper.cancel();
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual([["b", "first"], ["c", "of b"]]);
  });

  it("forgets what waits behind a write when another's draft is shown instead", async () => {
    const written: string[] = [];
    const answers: Answer[] = [];
    let finish: (answer: Answer) => void = () => undefined;
    const keeper = createKeeper<string>(({ document }) => {
      written.push(document);
      return new Promise<Answer>((resolve) => { finish = resolve; });
    }, (_, answer) => answers.push(answer), 300);
    keeper.change(wanted("a"));
    keeper.flush();
    keeper.change(wanted("b"));
    keeper.flush();
    keeper.knows("theirs");
    finish({ error: { code: "conflict", message: "changed elsewhere" } });
    await vi.advanceTimersByTimeAsync(1000);
    expect([written, answers]).toEqual([["a"], []]);
  });

  it("writes over another window's draft only when told to", async () => {
    const answers: Answer[] = [];
    const keeper = createKeeper<string>(async (_, after): Promise<Answer> => (after === "theirs" ? { stamp: "mine" } : { error: { code: "conflict", message: "changed elsewhere" } }), (_, answer) => answers.push(answer), 300);
    keeper.change(wanted("a"));
    await vi.advanceTimersByTimeAsync(300);
    keeper.over(wanted("a"), "theirs");
    await vi.advanceTimersByTimeAsync(0);
    expect(answers).toMatchObject([{ error: { code: "conflict" } }, { stamp: "mine" }]);
  });
});
