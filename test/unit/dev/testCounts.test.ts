import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { addCounts, playwrightCounts, summaryLine, vitestCounts } from "../../../main/dev/testCounts.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-counts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe("the line that sums up the tests", () => {
  test("says what passed and failed", () => expect(summaryLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed"));
  test("says what was skipped, if any", () => expect(summaryLine({ passed: 1, failed: 2, skipped: 3 })).toBe("1 passed, 2 failed, 3 skipped"));
  test("adds the runners up", () => {
    expect(addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});

describe("the runners' reports", () => {
  test("Vitest's", () => {
    const file = report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
    expect(vitestCounts(file)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  test("Playwright's, in which a test that passed only when repeated has failed", () => {
    const file = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } });
    expect(playwrightCounts(file)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  test("none, when the runner did not get as far", () => {
    expect(vitestCounts(join(folder, "missing.json"))).toBeUndefined();
    expect(playwrightCounts(join(folder, "missing.json"))).toBeUndefined();
  });
});
