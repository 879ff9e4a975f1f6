import { sign } from "node:crypto";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testKey, testKeyObject, testPublicPem } from "../../support/bundles.ts";
import { adopt, listOf, openDesk, type Desk } from "../../support/desk.ts";
import { NOW, samplePolicy } from "../../support/store.ts";

/** A key that is not here: what it signs is written to a file, signed elsewhere, and the signature comes back with that file. */

let here: Desk;
let keyId: string;
beforeEach(async () => {
  here = await openDesk();
  writeFileSync(here.file("token.pub"), testPublicPem("ada"));
  const key = await here.get("keys.import", { path: here.file("token.pub"), name: "token" });
  const { signing } = await here.key("grace");
  await adopt(here, listOf([{ person: "Ada", key }, { person: "Grace", key: (await here.get("keys.list", undefined)).find(({ name }) => name === "grace") ?? key }]), [signing]);
  keyId = key.id;
});
afterEach(() => here.end());

/** What a token does with the file. */
const signedElsewhere = (path: string): string => sign("sha256", readFileSync(path), testKeyObject("ada")).toString("base64");

test("a file is signed elsewhere, whatever is done here meanwhile; other bytes, another file or no file are refused", async () => {
  const [path, toSign] = [here.file("scan.csv"), here.file("scan.tosign")];
  writeFileSync(path, "verdict,workload\n");
  const { files, commands } = await here.get("reports.toSign", { path, keyId, output: toSign, overwrite: false });
  expect(files).toEqual([{ path: toSign, purpose: "report" }]);
  expect(commands.map(({ tool }) => tool)).toContain("openssl");
  here.setClock("2026-12-01T00:00:00Z");
  await here.get("policies.create", { policy: samplePolicy("P") });

  const signing = { keyId, signature: signedElsewhere(toSign) };
  const refused = async (request: { path?: string; toSign?: string }): Promise<string> => {
    const answer = await here.call("reports.sign", { path, signing, overwrite: false, ...request });
    return answer.ok ? "accepted" : answer.error.message;
  };
  expect(await refused({})).toContain("file that was written to be signed is missing");
  expect(await refused({ toSign: path })).toContain("is not what was written to be signed");
  writeFileSync(here.file("other.csv"), "another");
  expect(await refused({ toSign, path: here.file("other.csv") })).toContain("is not the file that was signed");
  await here.get("reports.toSign", { path, keyId, output: here.file("again"), overwrite: false });
  expect(await refused({ toSign: here.file("again") })).toContain("was not made by the key");

  const made = await here.get("reports.sign", { path, signing, toSign, overwrite: false });
  expect(await here.get("reports.verify", { path, signatures: [made.signatureFile] })).toMatchObject({ accepted: true, signers: [{ person: "Ada" }], signedAt: NOW.replace(".000Z", "Z") });
  appendFileSync(path, "x");
  expect(await here.get("reports.verify", { path })).toMatchObject({ accepted: false, reason: expect.stringContaining("another file") });
});

test("a signature file is read in any form and told apart from what is none; a pasted public key needs no file", async () => {
  const path = here.file("pae.sig");
  writeFileSync(path, Buffer.from("AAAA", "base64"));
  expect(await here.call("keys.readSignature", { path })).toMatchObject({ ok: false, error: { message: expect.stringContaining("is no signature"), details: { file: path } } });
  const der = sign("sha256", Buffer.from("anything"), testKeyObject("ada"));
  writeFileSync(path, `${der.toString("base64")}\n`);
  expect(await here.get("keys.readSignature", { path })).toEqual({ signature: der.toString("base64") });

  const { id } = testKey("lin").publicKey;
  expect(await here.get("keys.inspect", { text: testPublicPem("lin") })).toMatchObject({ kind: "public", locked: false, id });
  expect(await here.get("keys.import", { text: testPublicPem("lin"), name: "pasted" })).toMatchObject({ id, kind: "public" });
  const cut = await here.call("keys.import", { text: testPublicPem("lin").slice(0, -40), name: "cut" });
  expect(cut).toMatchObject({ ok: false, error: { code: "unreadable" } });
});

test("so is the trail's end: what was done meanwhile is not covered, and a head of another trail is refused", async () => {
  const toSign = here.file("head.tosign");
  await here.get("trail.toSign", { keyId, path: toSign, overwrite: false });
  const { total: before } = await here.get("trail.list", { offset: 0, limit: 1 });
  await here.get("policies.create", { policy: samplePolicy("P") });
  const signing = { keyId, signature: signedElsewhere(toSign) };
  expect(await here.get("trail.checkpoint", { signing, toSign })).toMatchObject({ sequence: before });
  expect(await here.get("trail.verify", { against: [] })).toMatchObject({ accepted: true, records: before + 2, coveredTo: before, checkpoints: [{ person: "Ada", state: "good" }] });

  const other = await openDesk();
  await other.get("keys.import", { path: here.file("token.pub"), name: "token" });
  expect(await other.call("trail.checkpoint", { signing, toSign })).toMatchObject({ ok: false, error: { code: "conflict", message: expect.stringContaining("not part of this audit trail") } });
  await other.end();
});
