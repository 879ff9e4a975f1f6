import { describe, expect, it } from "vitest";
import { coverageGaps, gapCount, passedOver } from "../../../renderer/features/scans/coverageText.ts";
import { rowsAsText } from "../../../renderer/features/scans/results/rowsAsText.ts";
import { digestProblem, linesOf, namespaceProblem } from "../../../renderer/features/settings/lines.ts";
import { age, bytes, count, duration, number, written } from "../../../renderer/ui/format.ts";
import * as data from "../../support/windowData.ts";

describe("numbers for people", () => {
  it("group digits by thousands without a place to break", () => {
    expect(number(4102)).toBe("4\u202f102");
    expect(number(12)).toBe("12");
    expect(count(1, "gap")).toBe("1 gap");
    expect(count(0, "entry", "entries")).toBe("0 entries");
  });

  it("take the unit that fits", () => {
    expect([0, 1023, 1024, 1_572_864].map(bytes)).toEqual(["0 bytes", "1023 bytes", "1.0 KiB", "1.5 MiB"]);
    expect([40, 1400, 12_300, 185_000].map(duration)).toEqual(["40 ms", "1.4 s", "12 s", "3 min 5 s"]);
  });

  it("tell an age in its largest unit", () => {
    const now = Date.parse("2026-03-02T10:00:00Z");
    expect(["2026-03-02T09:59:30Z", "2026-03-02T08:00:00Z", "2026-01-20T10:00:00Z", "2024-01-01T00:00:00Z", "no time"].map((time) => age(time, now)))
      .toEqual(["now", "2 h", "41 d", "2 y", ""]);
  });

  it("write a value as a manifest would", () => {
    expect([null, true, "latest", ["ALL"]].map(written)).toEqual(["not set", "true", "latest", '["ALL"]']);
  });
});

describe("coverage in words", () => {
  const coverage = data.coverage({
    notListed: [{ resource: "jobs.batch", permission: "list on jobs.batch" }],
    unreadable: [{ file: "a.yaml", line: 3, column: 7, message: "bad indentation" }, { file: "b.yaml", index: [1, 4], message: "no object" }],
    skipped: [{ reason: "notWorkload", kind: "Service", count: 4 }, { reason: "notExamined", kind: "PodTemplate", count: 1 }, { reason: "notManifest", file: "README.md", count: 1 }],
    unknownOwners: [{ kind: "Rollout.argoproj.io", count: 3 }],
  });

  it("counts every thing that was not seen, and nothing that has no pods", () => {
    expect(gapCount(coverage)).toBe(5);
    expect(gapCount(data.coverage())).toBe(0);
    expect(coverageGaps(coverage).flatMap((group) => group.items)).toEqual([
      "jobs.batch: needs list on jobs.batch", "a.yaml:3:7: bad indentation", "b.yaml (document 2): no object", "PodTemplate: 1", "Rollout.argoproj.io: 3 pods",
    ]);
  });

  it("names what was passed over", () => {
    expect(passedOver(coverage)).toEqual(["Service: 4 without pods", "README.md: not a manifest"]);
  });
});

describe("rows as text", () => {
  it("are one line each, whatever stands in them", () => {
    const text = rowsAsText([data.row({ verdict: "unknown", why: ["a\tb", "c\nd"], created: undefined })]);
    expect(text).toBe("verdict\tnamespace\tworkload\tkind\tpods\twhy\tcreated\nundecidable\tshop\tcart\tDeployment\t12\ta b · c d\t\n");
  });
});

describe("fields that take one entry a line", () => {
  it("leave out empty lines and repetitions", () => expect(linesOf(" a \n\nb\na\r\n")).toEqual(["a", "b"]));
  it("name the first wrong entry", () => {
    expect(namespaceProblem(["kube-system", "-x"])).toContain('"-x"');
    expect(namespaceProblem(["a".repeat(63)])).toBeUndefined();
    expect(namespaceProblem(["a".repeat(64)])).toBeDefined();
    expect(digestProblem([`sha256:${"0f".repeat(32)}`])).toBeUndefined();
    expect(digestProblem([`sha256:${"0F".repeat(32)}`])).toBeDefined();
  });
});
