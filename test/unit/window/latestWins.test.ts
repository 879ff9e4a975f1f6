import { describe, expect, it, vi } from "vitest";
import { latestWins } from "../../../renderer/app/latestWins.ts";
import { createAutosave } from "../../../renderer/features/editor/state/autosave.ts";
import type { Kept } from "../../../renderer/features/editor/state/autosave.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";

/** Requests that are answered one by one when the test says so. */
function gate() {
  const sent: { request: string; answer: () => void }[] = [];
  const send = (request: string) => new Promise<string>((resolve) => sent.push({ request, answer: () => resolve(request.toUpperCase()) }));
  const next = async () => {
    sent.at(-1)?.answer();
    await new Promise((resume) => setImmediate(resume));
  };
  return { send, next, requests: () => sent.map(({ request }) => request) };
}

describe("latestWins", () => {
  it("has one request under way and leaves out those that were overtaken", async () => {
    const { send, next, requests } = gate();
    const answers: string[] = [];
    const { ask } = latestWins(send, (_, answer) => answers.push(answer));
    for (const request of ["a", "b", "c"]) ask(request);
    expect(requests()).toEqual(["a"]);
    await next();
    expect(requests()).toEqual(["a", "c"]);
    await next();
    expect(answers).toEqual(["A", "C"]);
    ask("d");
    expect(requests()).toEqual(["a", "c", "d"]);
  });
});

describe("autosave", () => {
  const put = (description: string) => ({ put: { policy: emptyPolicy("P", "kubernetes", description), baseVersion: 1 } });

  it("writes the last of several quick changes, after a rest or at once when flushed", () => {
    vi.useFakeTimers();
    const write = vi.fn<(kept: Kept) => Promise<void>>(() => Promise.resolve());
    const autosave = createAutosave(write, 300);
    autosave.change(put("1"));
    vi.advanceTimersByTime(299);
    autosave.change(put("2"));
    vi.advanceTimersByTime(299);
    expect(write).not.toHaveBeenCalled();
    autosave.flush();
    expect(write).toHaveBeenCalledExactlyOnceWith(put("2"));
    vi.advanceTimersByTime(1000);
    autosave.flush();
    expect(write).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });

  it("writes nothing that was cancelled", () => {
    vi.useFakeTimers();
    const write = vi.fn<(kept: Kept) => Promise<void>>(() => Promise.resolve());
    const autosave = createAutosave(write, 300);
    autosave.change(put("1"));
    autosave.cancel();
    vi.advanceTimersByTime(1000);
    expect(write).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});
