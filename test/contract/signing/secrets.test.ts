import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openDesk, type Desk } from "../../support/desk.ts";
import { testKey, testKeyObject } from "../../support/bundles.ts";
import { runCli, folderWith } from "../../support/cli.ts";

/** Words that occur nowhere else, so that finding them anywhere means that a secret got out. */
const PLANTED = "zirkon-quetschkommode-planted-9731";
const WRONG = "wronzirkon-falschkommode-planted-1379";

afterEach(() => vi.restoreAllMocks());

/** Every file of a folder, journals too, as latin1: also what lies in free pages of the database. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

/** The private scalar of a key in the forms in which it could leak. */
function scalarOf(name: string): string[] {
  const { d = "" } = testKeyObject(name).export({ format: "jwk" });
  const scalar = Buffer.from(d, "base64url");
  return [scalar.toString("latin1"), scalar.toString("hex"), scalar.toString("base64"), d];
}

const leaks = (text: string): string[] => [PLANTED, WRONG, Buffer.from(PLANTED).toString("base64"), Buffer.from(PLANTED).toString("hex"), ...scalarOf("planted")].filter((secret) => text.includes(secret));

describe("secrets", () => {
  test("are found by the search when they are there", () => {
    const pkcs8 = testKeyObject("planted").export({ format: "der", type: "pkcs8" });
    expect(leaks(`before ${PLANTED} after`)).toEqual([PLANTED]);
    expect(leaks(pkcs8.toString("latin1"))).toHaveLength(1);
  });

  test("of keys are in no answer, event, error, log or page of the store", async () => {
    const told: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text)) > 0);
    vi.spyOn(process.stdout, "write").mockImplementation((text) => told.push(String(text)) > 0);
    const here: Desk = await openDesk();
    const path = here.file("planted.pem");
    writeFileSync(path, testKeyObject("planted").export({ format: "pem", type: "pkcs8" }));
    const { id } = testKey("planted").publicKey;
    const answers = [
      await here.call("keys.import", { path, name: "planted", newPassphrase: PLANTED }),
      await here.call("keys.list", undefined),
      await here.call("keys.changePassphrase", { id, passphrase: WRONG, newPassphrase: PLANTED }),
      await here.call("trail.checkpoint", { signing: { keyId: id, passphrase: PLANTED } }),
      await here.call("trail.checkpoint", { signing: { keyId: id, passphrase: WRONG } }),
      // A request that is refused for its form names its fields, not what stands in them.
      await here.app.handle("keys.generate", { name: "no name!", passphrase: PLANTED }),
      await here.app.handle("keys.generate", { name: "x", passphrase: [PLANTED] }),
      await here.app.handle("trust.sign", { keyId: PLANTED, passphrase: PLANTED, signature: "" }),
      await here.call("trail.list", { offset: 0, limit: 100 }),
    ];
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false, true, false, false, false, false, true]);
    const { dataDirectory } = await here.get("app.info", undefined);
    expect(leaks(JSON.stringify([answers, here.events]))).toEqual([]);
    expect(leaks(everything(dataDirectory))).toEqual([]);
    await here.app.close();
    expect(leaks(everything(dataDirectory))).toEqual([]);
    expect(leaks(told.join("\n"))).toEqual([]);
  });

  test("are no arguments: no option takes one, and what is printed has none", async () => {
    const folder = folderWith({ pass: `${PLANTED}\n` });
    const made = await runCli(["key", "new", "planted", "--passphrase-file", "pass", "--store", "store"], { cwd: folder });
    expect(made.code).toBe(0);
    const refused = await runCli(["key", "new", "other", "--passphrase", PLANTED, "--store", "store"], { cwd: folder });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("unknown option");
    expect(leaks(made.stdout + made.stderr + refused.stdout)).toEqual([]);
    expect(leaks(everything(join(folder, "store")))).toEqual([]);
  });
});
