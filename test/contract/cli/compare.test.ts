import { describe, expect, it } from "vitest";
import { folderWith, ndjson, runCli } from "../../support/cli.ts";
import { list, pod, POLICY } from "../../support/cliData.ts";

const EARLIER = list(pod("cart", { namespace: "shop" }), pod("web", { namespace: "shop", image: "nginx" }), pod("gone", { namespace: "shop" }));
const LATER = list(pod("cart", { namespace: "shop", privileged: true }), pod("web", { namespace: "shop", image: "nginx" }));
const STRICT = POLICY.replace("name: shop", "name: strict").replace("type: imageTag\n      action: log", "type: imageTag\n      action: block");

const compare = (...args: string[]) =>
  runCli(["compare", ...args], { cwd: folderWith({ "earlier.json": EARLIER, "later.json": LATER, "policy.yaml": POLICY, "strict.yaml": STRICT }) });

describe("compare", () => {
  it("tells what another policy changes on the same workloads, as a table and with --fail-on", async () => {
    const { code, stdout } = await compare("later.json", "--from", "policy.yaml", "--to", "strict.yaml", "--fail-on", "worse");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^CHANGE\s+NAMESPACE\s.*\nnewly blocked\s+shop\s+Pod\s+web\s+log\s+block\s+\+ block images with tags/);
    expect(stdout).toContain("1 workload changes from shop (policy.yaml) to strict (strict.yaml): 1 newly blocked, 1 unchanged.");
  });

  it("tells what changed between two sources, as lines with coverage", async () => {
    const { code, stdout } = await compare("earlier.json", "later.json", "--policy", "policy.yaml", "--format", "ndjson");
    expect(code).toBe(0);
    const lines = ndjson(stdout);
    expect(lines[0]).toMatchObject({ type: "header", schema: "sallyport/comparison/v1", a: "earlier.json, shop", counts: { worse: 1, disappeared: 1, unchanged: 1 } });
    expect(lines.slice(1, -1).map(({ change, name }) => [change, name])).toEqual([["worse", "cart"], ["disappeared", "gone"]]);
    expect(lines.at(-1)).toMatchObject({ type: "coverage", examined: 2 });
  });

  it.each([
    [["later.json"], "name two policies"],
    [["later.json", "--policy", "policy.yaml"], "name two sources"],
    [["later.json", "--policy", "policy.yaml", "--from", "policy.yaml"], "either --policy"],
    [["--from", "policy.yaml", "--to", "strict.yaml"], "Nothing to judge"],
  ])("refuses %j in words", async (args, words) => {
    const { code, stderr } = await compare(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
