import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Channel, Request, Response } from "../../../shared/ipc/contract.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { listOf, openDesk, type Desk } from "../../support/desk.ts";
import { testKey, testKeyObject } from "../../support/bundles.ts";
import { VALID_SIGNING } from "../../support/signingRequests.ts";
import { must, samplePolicy } from "../../support/store.ts";
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

/** A request with the planted secret in place of each secret of it; `as` in its place makes the request a wrong one. */
function withSecrets(request: unknown, as: unknown = PLANTED): unknown {
  if (typeof request !== "object" || request === null) return request;
  const entries = Object.entries(request).map(([name, value]): [string, unknown] => [name, ["passphrase", "newPassphrase", "text"].includes(name) ? as : withSecrets(value, as)]);
  // A file signed elsewhere, or a key here: where a request has a key's signature, another would have its passphrase.
  return Object.fromEntries(entries.map(([name, value]) => (name === "signature" && "keyId" in request ? ["passphrase", as] : [name, value])));
}

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

  test("of whatever is signed with them are in no answer, in no file that leaves, and in no page of the store", async () => {
    const told: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text)) > 0);
    const here: Desk = await openDesk();
    const { signing: right, summary } = await here.key("planted", PLANTED);
    const pem = String(testKeyObject("planted").export({ format: "pem", type: "pkcs8" }));
    const answers: Result<unknown>[] = [];
    const call = async <C extends Channel>(channel: C, request: Request<C>): Promise<Result<Response<C>>> => {
      const answer = await here.call(channel, request);
      answers.push(answer);
      return answer;
    };
    const wrong = { keyId: summary.id, passphrase: WRONG };
    // A private key that is pasted is a secret in the request itself.
    await call("keys.inspect", { text: pem });
    await call("keys.import", { text: pem, name: "planted", newPassphrase: PLANTED });
    await call("trust.propose", { content: listOf([{ person: "Ada", key: summary }]) });
    await call("trust.sign", wrong);
    await call("trust.sign", right);
    await call("trust.adopt", undefined);
    await call("policies.create", { policy: samplePolicy("P") });
    const made = must(await call("bundles.create", { name: "b", policies: [{ name: "P" }], audience: [] }));
    const ref = { bundleId: made.bundleId, version: made.version, statementSha256: made.statementSha256 };
    await call("bundles.sign", { ...ref, signing: wrong });
    await call("bundles.sign", { ...ref, signing: right });
    await call("bundles.save", { ...ref, path: here.file("b.polbundle"), overwrite: false });
    writeFileSync(here.file("r.txt"), "a report");
    await call("reports.sign", { path: here.file("r.txt"), signing: wrong, overwrite: false });
    await call("reports.sign", { path: here.file("r.txt"), signing: right, overwrite: false });
    await call("trail.checkpoint", { signing: right, path: here.file("c.json") });
    await call("trail.export", { path: here.file("t.ndjson"), overwrite: false });
    await call("trust.export", { which: "current", path: here.file("1.dsse.json"), overwrite: false });
    await call("keys.backup", { id: summary.id, path: here.file("planted.key"), overwrite: false });
    await call("app.diagnostics", undefined);
    expect(answers.filter(({ ok }) => !ok)).toHaveLength(4);
    const { dataDirectory } = await here.get("app.info", undefined);
    await here.app.close();
    expect(leaks(JSON.stringify([answers, here.events]))).toEqual([]);
    expect(leaks(everything(dataDirectory))).toEqual([]);
    expect(leaks(everything(here.files))).toEqual([]);
    expect(leaks(told.join("\n"))).toEqual([]);
  });

  test("of no request of any channel come back, whatever becomes of it", async () => {
    const told: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text)) > 0);
    const here: Desk = await openDesk();
    const planted = Object.entries(VALID_SIGNING).flatMap(([channel, request]) => {
      const [valid, broken] = [withSecrets(request), withSecrets(request, [PLANTED])];
      return JSON.stringify(valid ?? null).includes(PLANTED) ? [[channel, valid], [channel, broken]] as const : [];
    });
    expect(planted.map(([channel]) => channel)).toEqual(expect.arrayContaining(["keys.generate", "keys.import", "keys.changePassphrase", "trust.sign", "bundles.sign", "reports.sign", "trail.checkpoint"]));
    const answers: unknown[] = [];
    for (const [channel, request] of planted) answers.push(await here.app.handle(channel, request));
    const { dataDirectory } = await here.get("app.info", undefined);
    await here.app.close();
    expect(leaks(JSON.stringify([answers, here.events]) + everything(dataDirectory) + told.join("\n"))).toEqual([]);
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
