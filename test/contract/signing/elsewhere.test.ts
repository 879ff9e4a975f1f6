import { sign } from "node:crypto";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { preAuthEncoding } from "../../../shared/bundle/index.ts";
import type { ApprovalReport, BundleRef } from "../../../shared/ipc/signing.ts";
import { testKey, testKeyObject, testPublicPem } from "../../support/bundles.ts";
import { adopt, listOf, openDesk, pin, type Desk } from "../../support/desk.ts";
import { NOW, samplePolicy } from "../../support/store.ts";

/** A key that is not here: what it signs is written to a file, signed elsewhere, and the signature comes back with that file. */

let here: Desk;
let keyId: string;
/** The file of the trust list. */
let list: string;
beforeEach(async () => {
  here = await openDesk();
  writeFileSync(here.file("token.pub"), testPublicPem("ada"));
  const key = await here.get("keys.import", { path: here.file("token.pub"), name: "token" });
  const { signing } = await here.key("grace");
  list = await adopt(here, listOf([{ person: "Ada", key }, { person: "Grace", key: (await here.get("keys.list", undefined)).find(({ name }) => name === "grace") ?? key }]), [signing]);
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

test("a signature file is read in any form, told apart from what is none, and matched with the file it is over; a pasted public key needs no file", async () => {
  const [path, ...toSign] = [here.file("pae.sig"), here.file("one.tosign"), here.file("head.tosign")];
  await here.get("trail.toSign", { keyId, path: here.file("head.tosign"), overwrite: false });
  writeFileSync(here.file("one.tosign"), "other bytes");
  const read = () => here.call("keys.readSignature", { path, keyId, toSign });
  writeFileSync(path, Buffer.from("AAAA", "base64"));
  expect(await read()).toMatchObject({ ok: false, error: { message: expect.stringContaining("is no signature"), details: { file: path } } });
  const signature = signedElsewhere(here.file("head.tosign"));
  writeFileSync(path, `${signature}\n`);
  expect(await read()).toEqual({ ok: true, value: { signature, over: here.file("head.tosign") } });
  writeFileSync(path, sign("sha256", Buffer.from("anything"), testKeyObject("ada")));
  expect(await read()).toMatchObject({ ok: false, error: { message: `${path} was not made by the key "token" over any of the files that were written.` } });

  expect(await here.get("keys.readToSign", { paths: [here.file("head.tosign")] })).toMatchObject({ files: [{ purpose: "trail" }], commands: [{ tool: "openssl" }, {}, {}] });
  expect(await here.call("keys.readToSign", { paths: toSign })).toMatchObject({ ok: false, error: { message: `${here.file("one.tosign")} is not what was written to be signed.` } });

  const { id } = testKey("lin").publicKey;
  expect(await here.get("keys.inspect", { text: testPublicPem("lin") })).toMatchObject({ kind: "public", locked: false, id });
  expect(await here.get("keys.import", { text: testPublicPem("lin"), name: "pasted" })).toMatchObject({ id, kind: "public" });
  const cut = await here.call("keys.import", { text: testPublicPem("lin").slice(0, -40), name: "cut" });
  expect(cut).toMatchObject({ ok: false, error: { code: "unreadable" } });
});

/** A bundle that another desk made and sent, kept here; and what its approver was shown. */
async function received(): Promise<{ ref: BundleRef; report: ApprovalReport }> {
  const author = await openDesk();
  const { signing } = await author.key("grace");
  await pin(author, list);
  await author.get("policies.create", { policy: samplePolicy("P") });
  const { bundleId, version, statementSha256 } = await author.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [] });
  const ref = { bundleId, version, statementSha256 };
  await author.get("bundles.sign", { ...ref, signing });
  const path = here.file("prod.polbundle");
  await author.get("bundles.save", { ...ref, path, overwrite: false });
  await author.end();
  await here.get("bundles.keep", { id: (await here.get("bundles.inspect", { path })).id });
  return { ref, report: { sha256: "3f".repeat(32), source: "9a".repeat(32), block: 19, log: 3, unknown: 0, newlyBlocked: 4 } };
}

describe("an approval", () => {
  test("is written beside the bundle's statement, and both signatures are appended, in whichever order they come back", async () => {
    const { ref, report } = await received();
    const path = here.file("prod.tosign");
    const { files, commands } = await here.get("bundles.toSign", { ...ref, keyId, path, overwrite: false, report });
    expect(files).toEqual([{ path, purpose: "bundle" }, { path: `${path}.approval`, purpose: "approval" }]);
    for (const { text } of commands) expect(text.split("\n").map((line) => line.includes(".approval"))).toEqual([false, true]);
    expect(await here.call("bundles.toSign", { ...ref, keyId, path: here.file("prod.tosign.approval"), overwrite: false, report })).toMatchObject({ ok: false, error: { code: "exists" } });

    const [statement, approval] = [signedElsewhere(path), signedElsewhere(`${path}.approval`)];
    here.setClock("2026-04-01T00:00:00Z");
    const signed = await here.get("bundles.sign", { ...ref, signing: { keyId, signature: approval }, report, approval: { toSign: `${path}.approval`, signature: statement } });
    expect(signed.signers.map(({ person, state }) => [person, state])).toEqual(expect.arrayContaining([["Ada", "good"], ["Grace", "good"]]));
    expect(signed.approvals).toEqual([{ key: keyId, person: "Ada", approvedAt: NOW.replace(".000Z", "Z"), changes: [], report }]);
    await here.get("bundles.save", { ...ref, path: here.file("signed.polbundle"), overwrite: false });
    expect(await here.get("bundles.inspect", { path: here.file("signed.polbundle") })).toMatchObject({ accepted: true, approvals: [{ person: "Ada", report }] });
    expect((await here.get("trail.list", { offset: 0, limit: 9, action: "bundle.approve" })).records).toMatchObject([{ details: { key: keyId, report: report.sha256, newlyBlocked: 4 } }]);
  });

  test("without its own signature, over other bytes, of another report or bundle is refused, and nothing is appended", async () => {
    const { ref, report } = await received();
    const path = here.file("prod.tosign");
    const file = `${path}.approval`;
    await here.get("bundles.toSign", { ...ref, keyId, path, overwrite: false, report });
    const signature = signedElsewhere(path);
    const refused = async (request: { report?: ApprovalReport; approval?: { toSign: string; signature: string } }): Promise<string> => {
      const answer = await here.call("bundles.sign", { ...ref, signing: { keyId, signature }, ...request });
      return answer.ok ? "accepted" : answer.error.message;
    };
    expect(await refused({ report })).toContain("The approval is missing");
    expect(await refused({ approval: { toSign: file, signature } })).toContain("that over the approval is missing");
    expect(await refused({ approval: { toSign: path, signature: signedElsewhere(path) } })).toContain("is no approval that was written to be signed");
    const other = { ...report, sha256: "00".repeat(32) };
    expect(await refused({ report: other, approval: { toSign: file, signature: signedElsewhere(file) } })).toContain("approves another impact report");

    // Whoever carries the files may have put another approval in the place of ours: a signature over that is worth nothing here.
    const approval = readFileSync(file).toString("utf8");
    const changed = here.file("changed.approval");
    const forge = (from: string, to: string): void => {
      const payload = approval.slice(approval.indexOf("{")).replace(from, to);
      writeFileSync(changed, preAuthEncoding(new TextEncoder().encode(payload)));
    };
    forge('"changes":[]', '"changes":["Nothing of note."]');
    expect(await refused({ approval: { toSign: changed, signature: signedElsewhere(changed) } })).toContain("is not what the bundle changes here now");
    forge(ref.statementSha256, "11".repeat(32));
    expect(await refused({ approval: { toSign: changed, signature: signedElsewhere(changed) } })).toContain("is the approval of another bundle");
    expect((await here.get("bundles.get", ref)).signers).toHaveLength(1);
    const told = (await here.get("trail.list", { offset: 0, limit: 9, action: "bundle.approve" })).records;
    expect(told.map(({ outcome, subject }) => [outcome, subject])).toContainEqual(["refused", expect.stringContaining("is not what the bundle changes here now")]);
  });
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
