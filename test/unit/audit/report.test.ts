import { describe, expect, it } from "vitest";
import { writeReport } from "../../../shared/audit/report.ts";
import type { Report } from "../../../shared/audit/report.ts";

const REPORT: Report = {
  schema: "sallyport/results/v1",
  about: { policy: "base", filter: { text: "a,b" } },
  columns: ["name", "pods", "why"],
  records: [
    { type: "workload", name: '=cmd("x")', pods: 2, why: ["a, b", "c"] },
    { type: "workload", name: "plain", pods: -1, why: [] },
  ],
  coverage: {
    examined: 3,
    skipped: [{ reason: "notExamined", kind: "Rollout.argoproj.io", count: 4 }],
    unreadable: [{ file: "x.yaml", line: 3, message: "bad\nindent" }],
    notListed: [{ resource: "jobs", permission: "list jobs.batch" }],
    unknownOwners: [{ kind: "CloneSet", count: 1 }],
    assumedNamespace: { namespace: "default", count: 2 },
  },
};

describe("a report", () => {
  it("is CSV that no spreadsheet runs, with everything that was not seen at its end", () => {
    expect(writeReport(REPORT, "csv").split("\r\n")).toEqual([
      "name,pods,why",
      `"'=cmd(""x"")",2,"a, b · c"`,
      "plain,-1,",
      "# policy,base",
      `# filter,"{""text"":""a,b""}"`,
      "# coverage: objects examined,3",
      "# coverage: not listed,jobs: needs list jobs.batch",
      `# coverage: unreadable,"x.yaml:3: bad\nindent"`,
      "# coverage: notExamined,Rollout.argoproj.io: 4",
      "# coverage: owner not known here,CloneSet: 1",
      "# coverage: namespace assumed,default: 2",
      "",
    ]);
  });

  it("is the same as one JSON document and as lines", () => {
    const document: unknown = JSON.parse(writeReport(REPORT, "json"));
    const records = [...REPORT.records];
    expect(document).toEqual({ schema: REPORT.schema, about: REPORT.about, records, coverage: REPORT.coverage });
    const lines = writeReport(REPORT, "ndjson").trimEnd().split("\n").map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([{ type: "header", schema: REPORT.schema, ...REPORT.about }, ...records, { type: "coverage", ...REPORT.coverage }]);
  });
});
