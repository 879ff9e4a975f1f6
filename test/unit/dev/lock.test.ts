import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withLock } from "../../../main/dev/lock.ts";

let top: string;
let lock: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "sallyport-lock-"));
  lock = join(top, "lock");
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

describe("withLock", () => {
  test("lets one after the other work", async () => {
    const told: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      told.push(`${name} begins`);
      await new Promise((resume) => setTimeout(resume, 30));
      told.push(`${name} ends`);
    };
    await Promise.all([withLock(lock, work("a")), withLock(lock, work("b"))]);
    expect(told).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(existsSync(lock)).toBe(false);
  });

  test("is given back when the work fails", async () => {
    await expect(withLock(lock, () => Promise.reject(new Error("does not compile")))).rejects.toThrow("does not compile");
    expect(existsSync(lock)).toBe(false);
  });

  test("is taken from a process that no longer lives", async () => {
    mkdirSync(lock);
    // No process has this id: it is above Linux's largest.
    writeFileSync(join(lock, "pid"), "4194305");
    let worked = false;
    await withLock(lock, async () => void (worked = true));
    expect(worked).toBe(true);
  });

  test("is taken from a process that ended before it wrote its name", async () => {
    mkdirSync(lock);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    let worked = false;
    await withLock(lock, async () => void (worked = true));
    expect(worked).toBe(true);
  });
});
