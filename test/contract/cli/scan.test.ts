import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { folderWith, ndjson, runCli, runProcess } from "../../support/cli.ts";
import { CLUSTER, POLICY, list, pod } from "../../support/cliData.ts";
import { headerLine, summaryLine, workloadLine } from "../../support/scanSchema.ts";

/** Runs `scan` in a folder that holds the policy and the given files. */
async function scan(args: string[], files: Record<string, string | Uint8Array> = { "cluster.json": CLUSTER }, stdin?: string) {
  const cwd = folderWith({ "policy.yaml": POLICY, ...files });
  return { cwd, ...(await runCli(["scan", ...args, "--policy", "policy.yaml"], { cwd, stdin })) };
}

const verdicts = (stdout: string) => ndjson(stdout).filter(({ type }) => type === "workload").map(({ name, verdict }) => `${String(name)}: ${String(verdict)}`);

describe("NDJSON", () => {
  it("is a header, one line each in input order, and a summary, exactly as documented", async () => {
    const { code, stdout, stderr } = await scan(["cluster.json", "--group-by", "object", "--format", "ndjson", "--at", "2026-05-01T12:00:00Z"]);
    expect(stderr).toBe("");
    expect(code).toBe(1);
    const lines = ndjson(stdout);
    expect(headerLine.parse(lines[0])).toMatchObject({ policy: { name: "shop", file: "policy.yaml" }, at: "2026-05-01T12:00:00.000Z", groupBy: "object" });
    expect(summaryLine.parse(lines.at(-1))).toMatchObject({
      verdicts: { block: 1, log: 1, unknown: 0, allow: 2, excluded: 1 },
      apart: { finished: 1, history: 0 },
      objects: 6,
      containers: 6,
    });
    const workloads = lines.slice(1, -1).map((line) => workloadLine.parse(line));
    expect(workloads.map(({ source, name, state, verdict, wouldBe }) => [source.index, name, state, verdict, wouldBe])).toEqual([
      [0, "cart", "running", "block", undefined],
      [1, "web", "running", "log", undefined],
      [2, "db", "running", "allow", undefined],
      [3, "proxy", "running", "excluded", "block"],
      [4, "debugger", "running", "allow", undefined],
      [5, "job-1", "finished", "block", undefined],
    ]);
    expect(workloads[0]?.findings).toMatchObject([
      {
        status: "violation",
        rule: { type: "privileged", index: 0, definition: "cluster", properties: {} },
        action: "block",
        mitigation: "log",
        container: { name: "app", kind: "container" },
        path: "spec.containers[0].securityContext.privileged",
        value: true,
        basis: "explicit",
      },
    ]);
    expect(workloads[1]?.findings[0]).toMatchObject({ basis: "unset", rule: { index: 1, properties: { operator: "equals", values: ["latest"] } } });
    expect(workloads[4]?.findings[0]).toMatchObject({ excusedBy: { index: 0, definition: "cluster" } });
  });

  it("rolls pods up to workloads by default", async () => {
    const { stdout } = await scan(["cluster.json", "--format", "ndjson"]);
    const lines = ndjson(stdout);
    const workloads = lines.slice(1, -1).map((line) => workloadLine.parse(line));
    expect(workloads[0]).toMatchObject({ name: "cart", pods: 1, finishedPods: 0, now: "block", afterRestart: "block", restart: ["policy"] });
    // The finished pod has a line, and is counted apart.
    expect(workloads).toHaveLength(6);
    expect(summaryLine.parse(lines.at(-1))).toMatchObject({ workloads: 5, apart: { finished: 1 }, verdicts: { block: 1 }, outlook: { wouldNotComeBack: 1, restart: { policy: 1 }, terminate: 0 } });
  });

  it("gives the place in a YAML file as document, or as document and item of a List", async () => {
    const text = `---\n${JSON.stringify(pod("one"))}\n---\n${list(pod("two"), pod("three"))}\n`;
    const { stdout } = await scan(["pods.yaml", "--group-by", "object", "--format", "ndjson"], { "pods.yaml": text });
    expect(ndjson(stdout).slice(1, -1).map(({ source }) => source)).toEqual([
      { file: "pods.yaml", index: 0 },
      { file: "pods.yaml", index: [1, 0] },
      { file: "pods.yaml", index: [1, 1] },
    ]);
  });

  it("says what was not judged", async () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "s" } };
    const cwd = folderWith({ "policy.yaml": POLICY });
    mkdirSync(join(cwd, "k"));
    writeFileSync(join(cwd, "k", "a.json"), list(pod("fine"), service, service));
    writeFileSync(join(cwd, "k", "broken.yaml"), "a: [1\nb: }");
    writeFileSync(join(cwd, "k", "readme.md"), "# no manifest");
    const { code, stdout, stderr } = await runCli(["scan", "k", "--policy", "policy.yaml", "--format", "ndjson"], { cwd });
    expect(code).toBe(0);
    const { coverage } = summaryLine.parse(ndjson(stdout).at(-1));
    expect(coverage.examined).toBe(1);
    expect(coverage.skipped).toContainEqual({ reason: "notWorkload", kind: "Service", count: 2 });
    expect(coverage.skipped).toContainEqual({ reason: "notManifest", file: join("k", "readme.md"), count: 1 });
    expect(coverage.unreadable).toMatchObject([{ file: join("k", "broken.yaml") }]);
    expect(coverage.assumedNamespace).toEqual({ namespace: "default", count: 1 });
    expect(stderr).toContain(join("k", "broken.yaml"));
  });
});

describe("options", () => {
  it("--format json is one document with the same lines", async () => {
    const args = ["cluster.json", "--group-by", "object", "--at", "2026-05-01T12:00:00Z", "--format"];
    const document = JSON.parse((await scan([...args, "json"])).stdout) as { schema: string; header: object; workloads: object[]; summary: object };
    const lines = ndjson((await scan([...args, "ndjson"])).stdout);
    expect(document.schema).toBe("sallyport/scan/v1");
    expect({ type: "header", schema: document.schema, ...document.header }).toEqual(lines[0]);
    expect(document.workloads).toEqual(lines.slice(1, -1));
    expect({ ...document.summary, durationMs: 0 }).toEqual({ ...lines.at(-1), durationMs: 0 });
  });

  it("prints a plain table to a pipe, what is allowed only counted", async () => {
    const { stdout } = await scan(["cluster.json"]);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toMatch(/^VERDICT\s+NAMESPACE\s+KIND\s+NAME\s+PODS\s+WHY\nBlock\s+shop\s+Pod\s+cart\s+1\s+\S/);
    expect(stdout).not.toMatch(/^Allow/m);
    expect(stdout).toContain("by policy shop, Deployment:");
    expect(stdout).toContain("1 workload runs and would be refused after a restart: 1 that started before the policy was in force.");
  });

  it.each([
    ["block", 1], ["log", 1], ["unknown", 1], ["never", 0],
  ])("--fail-on %s ends with %i where something is blocked", async (failOn, code) => {
    expect((await scan(["cluster.json", "--fail-on", failOn])).code).toBe(code);
  });

  it("--fail-on log ends with 0 where the only violations are finished or excluded", async () => {
    const cluster = list(pod("job", { privileged: true, phase: "Failed" }), pod("proxy", { namespace: "kube-system", privileged: true }));
    expect((await scan(["c.json", "--fail-on", "log", "--group-by", "object"], { "c.json": cluster })).code).toBe(0);
  });

  it("--fail-on block passes what is only logged, --fail-on log does not", async () => {
    const files = { "c.json": list(pod("web", { image: "nginx:latest" })) };
    expect((await scan(["c.json"], files)).code).toBe(0);
    expect((await scan(["c.json", "--fail-on", "log"], files)).code).toBe(1);
  });

  it("--unset ignored drops what is only unset", async () => {
    const files = { "c.json": list(pod("implicit", { image: "nginx" }), pod("written", { image: "nginx:latest" })) };
    expect(verdicts((await scan(["c.json", "--unset", "ignored", "--format", "ndjson"], files)).stdout)).toEqual(["implicit: allow", "written: log"]);
  });

  it("without --unset the policy's own reading holds", async () => {
    const cwd = folderWith({
      "c.json": list(pod("implicit", { image: "nginx" })),
      "own.yaml": "schema: sallyport/policy/v1\nname: lenient\nunsetFields: ignored\ncluster:\n  rules:\n    - {type: imageTag, action: log, properties: {operator: equals, values: [latest]}}\n",
    });
    const own = await runCli(["scan", "c.json", "--policy", "own.yaml", "--format", "ndjson"], { cwd });
    expect(verdicts(own.stdout)).toEqual(["implicit: allow"]);
    const told = await runCli(["scan", "c.json", "--policy", "own.yaml", "--format", "ndjson", "--unset", "violates"], { cwd });
    expect(verdicts(told.stdout)).toEqual(["implicit: log"]);
  });

  it("--phase continuous judges by the mitigation", async () => {
    expect(verdicts((await scan(["cluster.json", "--phase", "continuous", "--format", "ndjson"])).stdout)[0]).toBe("cart: log");
  });

  it("--namespace is the one of manifests that name none", async () => {
    const { stdout } = await scan(["c.json", "--namespace", "kube-system", "--format", "ndjson"], { "c.json": list(pod("x", { privileged: true })) });
    expect(ndjson(stdout)[1]).toMatchObject({ namespace: "kube-system", verdict: "excluded", wouldBe: "block" });
  });

  it("--exclude-namespace replaces kube-system, and may be repeated", async () => {
    const { stdout } = await scan(["cluster.json", "--exclude-namespace", "shop", "--exclude-namespace", "data", "--format", "ndjson"]);
    expect(verdicts(stdout)).toEqual(["cart: excluded", "web: excluded", "db: excluded", "proxy: block", "debugger: excluded", "job-1: excluded"]);
  });

  it("--at decides whether an exception has expired", async () => {
    const own = "schema: sallyport/policy/v1\nname: p\ncluster:\n  rules: [{type: privileged, action: block}]\n  exceptions: [{type: imageName, operator: contains, values: [acme], expires: 2026-06-01T00:00:00Z}]\n";
    const cwd = folderWith({ "own.yaml": own, "c.json": list(pod("x", { privileged: true })) });
    const at = (time: string) => runCli(["scan", "c.json", "--policy", "own.yaml", "--at", time], { cwd });
    expect((await at("2026-05-31T00:00:00Z")).code).toBe(0);
    expect((await at("2026-06-02T00:00:00Z")).code).toBe(1);
  });

  it("--output appears whole, and nothing else stays", async () => {
    const { cwd, code, stdout } = await scan(["cluster.json", "--format", "ndjson", "--output", "result.ndjson"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(summaryLine.safeParse(ndjson(readFileSync(join(cwd, "result.ndjson"), "utf8")).at(-1)).success).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual(["cluster.json", "policy.yaml", "result.ndjson"]);
  });

  it("a failed scan leaves no output file", async () => {
    const cwd = folderWith({ "cluster.json": CLUSTER, "policy.yaml": POLICY });
    // Its end tidies up: a process of its own.
    const { code } = await runProcess(["scan", "nothing.json", "--policy", "policy.yaml", "--output", "result.txt"], { cwd });
    expect(code).toBe(2);
    expect(readdirSync(cwd).sort()).toEqual(["cluster.json", "policy.yaml"]);
    expect(existsSync(join(cwd, "result.txt"))).toBe(false);
  });

  it("takes --jobs, and refuses one that is no number", async () => {
    expect((await scan(["cluster.json", "--jobs", "2"])).code).toBe(1);
    expect((await scan(["cluster.json", "--jobs", "many"])).code).toBe(2);
  });
});

describe("sources", () => {
  it("reads standard input", async () => {
    const { stdout } = await scan(["-", "--format", "ndjson"], {}, CLUSTER);
    expect(ndjson(stdout)[1]).toMatchObject({ source: { file: "-", index: 0 }, name: "cart" });
  });

  it("reads several files, also compressed", async () => {
    const files = { "a.json.gz": gzipSync(list(pod("a"))), "b.ndjson": `${JSON.stringify(pod("b"))}\n` };
    expect(verdicts((await scan(["b.ndjson", "a.json.gz", "--format", "ndjson"], files)).stdout)).toEqual(["b: allow", "a: allow"]);
  });

  it.each([
    ["a truncated gzip", "x.json.gz", gzipSync(CLUSTER).subarray(0, 60)],
    ["binary", "x.bin", new Uint8Array([0, 1, 2, 255, 254, 0])],
    ["broken JSON", "x.json", '{"kind": "List", "items": [{,]}'],
    ["a Helm template", "x.yaml", "{{- if .Values.on }}\nkind: Pod\n{{- end }}\n"],
  ])("%s of which nothing can be read ends with 2 and names the file", async (_what, name, content) => {
    const { code, stderr } = await scan([name], { [name]: content });
    expect(code).toBe(2);
    expect(stderr).toContain(name);
    expect(stderr).not.toContain("    at ");
  });
});
