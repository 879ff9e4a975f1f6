import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { VERIFY_TEXT } from "../../../shared/bundle/verifyText.ts";
import { hex } from "../../../shared/bundle/index.ts";
import { testPublicPem } from "../../support/bundles.ts";
import { folderWith, runProcess } from "../../support/cli.ts";
import { adopt, listOf, openDesk } from "../../support/desk.ts";
import { PASSPHRASE } from "../../support/keyFiles.ts";
import { samplePolicy } from "../../support/store.ts";

const PLACES = [
  { folder: "here", env: { TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" } },
  { folder: "a place with spaces", env: { TZ: "America/St_Johns", LANG: "C", LC_ALL: "tr_TR.UTF-8" } },
];
const HAS_OPENSSL = spawnSync("openssl", ["version"]).status === 0;
const OPENSSL_COMMANDS = /1\. With openssl\n\n([\s\S]*?)\n\n/.exec(VERIFY_TEXT)?.[1] ?? "";

describe("an export", () => {
  test("has the same bytes in another time zone, locale and folder, on another day; openssl and tar alone verify it", async () => {
    const desk = await openDesk();
    const { summary, signing } = await desk.key("ada");
    await adopt(desk, listOf([{ person: "Ada", key: summary }]), [signing]);
    await desk.get("policies.create", { policy: samplePolicy("Web", "Überprüft: 検査済み, ılık") });
    await desk.get("policies.create", { policy: samplePolicy("web_2") });
    const { dataDirectory } = await desk.get("app.info", undefined);
    const top = folderWith();
    await desk.restart(() => {
      for (const { folder } of PLACES) cpSync(dataDirectory, join(top, folder, "store"), { recursive: true });
    });
    await desk.end();
    const made = PLACES.map(async ({ folder, env }) => {
      const cwd = join(top, folder);
      writeFileSync(join(cwd, "pass"), PASSPHRASE);
      const args = ["export", "prod", "--policy", "Web", "--policy", "web_2", "--audience", "site-b", "--audience", "site-a", "--key", "ada", "--passphrase-file", "pass", "--store", "store"];
      const terms = ["--issued-at", "2026-03-02T00:00:00Z", "--expires", "2099-03-02T00:00:00Z", "--bundle-id", "0b9a6f0e-6a53-4e86-9d3c-5a1c8d7e2f10", "--output", "prod.polbundle"];
      const { code, stderr } = await runProcess([...args, ...terms], { cwd, env });
      expect([code, stderr]).toEqual([0, ""]);
      return readFileSync(join(cwd, "prod.polbundle"));
    });
    const [one, other] = await Promise.all(made);
    expect(hex(one ?? new Uint8Array())).toBe(hex(other ?? new Uint8Array(1)));

    if (!HAS_OPENSSL) return;
    const cwd = join(top, "here");
    writeFileSync(join(cwd, "signer.pub"), testPublicPem("ada"));
    const run = spawnSync("sh", ["-c", `set -e\ntar xf prod.polbundle\n${OPENSSL_COMMANDS}`], { cwd, encoding: "utf8" });
    expect([run.stdout, run.stderr]).toEqual(["Verified OK\n1\n", ""]);
  });
});
