import { describe, expect, it } from "vitest";
import { newHistory, pushed, redone, undone } from "../../../renderer/app/history.ts";

describe("undo and redo", () => {
  it("go back and forth step by step, and stop at the ends", () => {
    const after = pushed(pushed(newHistory("a"), "b", "x", 0), "c", "y", 1);
    expect(undone(after).present).toBe("b");
    expect(undone(undone(undone(after))).present).toBe("a");
    expect(redone(undone(after)).present).toBe("c");
    expect(redone(after).present).toBe("c");
  });

  it("forget what was undone once something else is changed", () => {
    const changed = pushed(undone(pushed(newHistory("a"), "b", "x", 0)), "c", "x", 9999);
    expect(redone(changed).present).toBe("c");
    expect(undone(changed).present).toBe("a");
  });

  it("join typing in one field into one step, until the typing rests or another field is changed", () => {
    const typed = pushed(pushed(newHistory(""), "h", "name", 0), "hi", "name", 1000);
    expect(undone(typed).present).toBe("");
    expect(undone(pushed(typed, "hi!", "name", 5000)).present).toBe("hi");
    expect(undone(pushed(typed, "other", "text", 1100)).present).toBe("hi");
  });

  it("do not join a change to what an undo brought back", () => {
    const typed = pushed(newHistory("a"), "ab", "name", 0);
    expect(undone(pushed(undone(typed), "ac", "name", 10)).present).toBe("a");
  });
});
