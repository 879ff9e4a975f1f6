import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ended, ENTRY, folderWith, startCli } from "../../support/cli.ts";
import { POLICY, list, pod } from "../../support/cliData.ts";

const MANY = list(...Array.from({ length: 5000 }, (_, index) => pod(`pod-${index}`, { image: `nginx:${index}`, privileged: true })));

describe.skipIf(process.platform === "win32")("signals and pipes", () => {
  it("Ctrl-C while it waits for input ends with 130 and leaves nothing", async () => {
    const cwd = folderWith({ "policy.yaml": POLICY });
    const child = startCli(["scan", "-", "--policy", "policy.yaml", "--output", "out.txt"], { cwd });
    child.stdin.write('{"apiVersion":"v1","kind":"List","items":[');
    // The output is opened before anything is read.
    await waitFor(() => readdirSync(cwd).some((name) => name.endsWith(".tmp")));
    child.kill("SIGINT");
    const { code, stderr } = await ended(child);
    expect(code).toBe(130);
    expect(stderr).not.toContain("    at ");
    expect(existsSync(join(cwd, "out.txt"))).toBe(false);
    expect(readdirSync(cwd)).toEqual(["policy.yaml"]);
  });

  it("closes quietly when its reader goes away", async () => {
    const cwd = folderWith({ "policy.yaml": POLICY, "many.json": MANY });
    const child = startCli(["scan", "many.json", "--policy", "policy.yaml", "--format", "ndjson"], { cwd });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = (await once(child, "exit")) as [number | null];
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("prints help to a reader that is gone already", async () => {
    const child = spawn("sh", ["-c", '{ sleep 1; "$0" "$1" export --help; } | true', process.execPath, ENTRY], { stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    await once(child, "close");
    expect(stderr).toBe("");
  });

  it("writes everything through a slow pipe", async () => {
    const cwd = folderWith({ "policy.yaml": POLICY, "many.json": MANY });
    const child = startCli(["scan", "many.json", "--policy", "policy.yaml", "--format", "ndjson", "--group-by", "object"], { cwd });
    const slow = spawn("sh", ["-c", "sleep 0.5; wc -l"], { stdio: ["pipe", "pipe", "inherit"] });
    child.stdout.pipe(slow.stdin);
    let lines = "";
    slow.stdout.setEncoding("utf8").on("data", (text: string) => (lines += text));
    await once(slow, "close");
    expect(Number(lines)).toBe(5002);
  });
});

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
