import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { readTar, writeTar, type TarFile } from "../../../shared/bundle/tar.ts";
import type { BundleDetail, BundleRef, Signing, SigningKeySummary } from "../../../shared/ipc/signing.ts";
import { adopt, listOf, openDesk, pin, type Desk } from "../../support/desk.ts";
import { samplePolicy } from "../../support/store.ts";

const desks: Desk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end();
});
const desk = async (): Promise<Desk> => {
  const opened = await openDesk();
  desks.push(opened);
  return opened;
};

const refOf = ({ bundleId, version, statementSha256 }: BundleRef): BundleRef => ({ bundleId, version, statementSha256 });

interface Place {
  author: Desk;
  approver: Desk;
  receiver: Desk;
  ada: { summary: SigningKeySummary; signing: Signing };
  grace: { summary: SigningKeySummary; signing: Signing };
  /** Makes a version, has both sign it over files, and answers the file. */
  issue(signers?: "both" | "author"): Promise<string>;
}

/** Two of three must sign: Ada makes bundles, Grace approves them, a third desk takes them. */
async function place(): Promise<Place> {
  const [author, approver, receiver] = [await desk(), await desk(), await desk()];
  const [ada, grace, edsger] = [await author.key("ada"), await approver.key("grace"), await receiver.key("edsger")];
  await author.key("grace");
  const list = listOf([{ person: "Ada", key: ada.summary }, { person: "Grace", key: grace.summary }, { person: "Edsger", key: edsger.summary }], { bundle: 2 });
  const path = await adopt(author, list, [ada.signing]);
  await pin(approver, path);
  await pin(receiver, path);
  await author.get("policies.create", { policy: samplePolicy("P", "first") });
  let made = 0;
  return {
    author, approver, receiver, ada, grace,
    async issue(signers = "both") {
      const file = author.file(`${++made}.polbundle`);
      const bundle = refOf(await author.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [] }));
      await author.get("bundles.sign", { ...bundle, signing: ada.signing });
      if (signers === "both") await author.get("bundles.sign", { ...bundle, signing: grace.signing });
      await author.get("bundles.save", { ...bundle, path: file, overwrite: false });
      return file;
    },
  };
}

function partsOf(bundle: Uint8Array): TarFile[] {
  const tar = readTar(bundle, { what: "The bundle", files: 99, isName: () => true });
  if (!tar.ok) throw new Error(tar.refusal.message);
  return tar.value;
}

async function accept(at: Desk, path: string): Promise<void> {
  const { id, accepted, steps } = await at.get("bundles.inspect", { path });
  expect(steps.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect(accepted).toBe(true);
  await at.get("bundles.accept", { id });
}

/** The step that refuses a file, with its code. */
async function refusal(at: Desk, path: string): Promise<string> {
  const inspection = await at.get("bundles.inspect", { path });
  const step = inspection.steps.find(({ outcome }) => outcome === "failed");
  expect(inspection.accepted).toBe(false);
  expect(await at.call("bundles.accept", { id: inspection.id })).toMatchObject({ ok: false });
  return `${step?.id}: ${step?.refusal?.code}`;
}

describe("two persons, files only", () => {
  test("an author asks, an approver sees what changes and signs it, a third desk takes it, and keeps it byte for byte", async () => {
    const { author, approver, receiver, ada, grace } = await place();
    const made = await author.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: ["site-a"], days: 30 });
    expect(made).toMatchObject({ version: 1, complete: false, needed: 2, missing: ["Ada", "Grace", "Edsger"], daysLeft: 30 });
    const request = author.file("request.polbundle");
    await author.get("bundles.sign", { ...refOf(made), signing: ada.signing });
    await author.get("bundles.save", { ...refOf(made), path: request, overwrite: false });

    const seen = await approver.get("bundles.inspect", { path: request });
    expect(seen).toMatchObject({ accepted: false, open: true, missing: ["Grace", "Edsger"], name: "prod", items: [{ key: "policy/P", outcome: "created" }] });
    expect(await approver.call("bundles.accept", { id: seen.id })).toMatchObject({ ok: false });
    const kept = await approver.get("bundles.keep", { id: seen.id });
    const report = { sha256: "cd".repeat(32), source: "ef".repeat(32), block: 19, log: 3, unknown: 0, newlyBlocked: 19 };
    const approved = await approver.get("bundles.sign", { ...refOf(kept), signing: grace.signing, report });
    expect(approved).toMatchObject({ complete: true, missing: ["Edsger"] });
    expect(approved.approvals.find(({ person }) => person === "Grace")).toMatchObject({ report });
    const signed = approver.file("signed.polbundle");
    await approver.get("bundles.save", { ...refOf(kept), path: signed, overwrite: false });

    const inspection = await receiver.get("bundles.inspect", { path: signed });
    expect(inspection).toMatchObject({ accepted: true, items: [{ name: "P", outcome: "created" }] });
    expect(await receiver.get("bundles.accept", { id: inspection.id })).toMatchObject({ items: [{ name: "P", version: 1 }] });
    expect((await receiver.get("policies.get", { name: "P" })).policy).toEqual(samplePolicy("P", "first"));
    const again = receiver.file("again.polbundle");
    await receiver.get("bundles.save", { ...refOf(kept), path: again, overwrite: false });
    expect(Buffer.compare(readFileSync(again), readFileSync(signed))).toBe(0);

    // The author gets Grace's signature back by the same file.
    const back = await author.get("bundles.inspect", { path: signed });
    expect((await author.get("bundles.keep", { id: back.id })).complete).toBe(true);
  });

  test("signatures that went different ways are joined, in any order", async () => {
    const { author, approver, ada, grace } = await place();
    const made = refOf(await author.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [] }));
    const [empty, both] = [author.file("empty.polbundle"), approver.file("both.polbundle")];
    await author.get("bundles.save", { ...made, path: empty, overwrite: false });
    const seen = await approver.get("bundles.inspect", { path: empty });
    expect(seen.open).toBe(true);
    await approver.get("bundles.keep", { id: seen.id });
    await approver.get("bundles.sign", { ...made, signing: grace.signing });
    await approver.get("bundles.save", { ...made, path: both, overwrite: false });
    await author.get("bundles.sign", { ...made, signing: ada.signing });
    const joined = await author.get("bundles.keep", { id: (await author.get("bundles.inspect", { path: both })).id });
    expect(joined.signers.filter(({ state }) => state === "good").map(({ person }) => person).toSorted()).toEqual(["Ada", "Grace"]);
  });

  test("a version says what it changes against the one before, and a part of it can be taken", async () => {
    const { author, receiver, issue } = await place();
    await accept(receiver, await issue());
    await author.get("policies.save", { policy: samplePolicy("P", "second"), baseVersion: 1 });
    await author.get("policies.create", { policy: samplePolicy("Q") });
    const file = author.file("next.polbundle");
    const next: BundleDetail = await author.get("bundles.create", { name: "prod", policies: [{ name: "P" }, { name: "Q" }], audience: [] });
    expect(next).toMatchObject({ version: 2, against: { version: 1 }, changes: [expect.stringContaining("Description"), "Policy Q is new."] });
    for (const name of ["ada", "grace"]) {
      const key = (await author.get("keys.list", undefined)).find((one) => one.name === name);
      await author.get("bundles.sign", { ...refOf(next), signing: { keyId: key?.id ?? "", passphrase: "correct horse battery staple" } });
    }
    await author.get("bundles.save", { ...refOf(next), path: file, overwrite: false });
    const { id, items } = await receiver.get("bundles.inspect", { path: file });
    expect(items.map(({ key, outcome }) => [key, outcome])).toEqual([["policy/P", "changed"], ["policy/Q", "created"]]);
    await receiver.get("bundles.accept", { id, keys: ["policy/Q"] });
    expect((await receiver.get("policies.get", { name: "P" })).policy.description).toBe("first");
    expect((await receiver.get("policies.list", undefined)).map(({ name }) => name)).toEqual(["P", "Q"]);
  });

  test("a refused file changes nothing and is told in the trail with its reason", async () => {
    const { author, receiver, issue } = await place();
    const file = await issue("author");
    expect(await refusal(receiver, file)).toBe("threshold: signers-too-few");
    const whole = readFileSync(file);
    writeFileSync(author.file("cut.polbundle"), whole.subarray(0, whole.length - 1));
    expect(await refusal(receiver, author.file("cut.polbundle"))).toBe("carrier: cut-off");
    expect(await receiver.get("policies.list", undefined)).toEqual([]);
    const { records } = await receiver.get("trail.list", { offset: 0, limit: 10, action: "bundle" });
    expect(records.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(["bundle.import refused", "bundle.verify refused", "bundle.import refused", "bundle.verify refused"]);
    expect(records[3]?.details["reason"]).toContain("Only Ada has signed");
  });

  test("an expired one is issued again under the next number", async () => {
    const { author, receiver, issue } = await place();
    const file = await issue();
    author.setClock("2026-07-01T00:00:00Z");
    receiver.setClock("2026-07-01T00:00:00Z");
    expect(await refusal(receiver, file)).toBe("expiry: expired");
    const [old] = await author.get("bundles.list", undefined);
    expect(old?.daysLeft).toBeLessThan(0);
    if (!old) throw new Error("The bundle is listed.");
    expect(await author.get("bundles.reissue", { ...refOf(old), days: 10 })).toMatchObject({ version: 2, daysLeft: 10, changes: [] });
  });
});

/** The attacks of TUF's specification, section 1.5.2, as far as they can be made on files. */
describe("TUF's threats", () => {
  test("rollback: an older version is refused after a newer one, also after a restart", async () => {
    const { author, receiver, issue } = await place();
    const one = await issue();
    await author.get("policies.save", { policy: samplePolicy("P", "second"), baseVersion: 1 });
    await accept(receiver, await issue());
    expect(await refusal(receiver, one)).toBe("version: rolled-back");
    await receiver.restart();
    expect(await refusal(receiver, one)).toBe("version: rolled-back");
  });

  test("freeze: what has expired stays expired when the clock is set back; so does the trust list", async () => {
    const { receiver, issue } = await place();
    const one = await issue();
    receiver.setClock("2026-05-15T00:00:00Z");
    await accept(receiver, one);
    const other = await issue();
    receiver.setClock("2026-06-15T00:00:00Z");
    expect(await refusal(receiver, other)).toBe("expiry: expired");
    // Set back to before anything was accepted: the latest known time counts.
    receiver.setClock("2026-03-02T00:00:00Z");
    expect((await receiver.get("app.diagnostics", undefined)).lastTrustedTime).toBe("2026-05-15T00:00:00Z");
    receiver.setClock("2027-02-01T00:00:00Z");
    expect(await refusal(receiver, other)).toBe("trust: trust-expired");
  });

  test("mix-and-match: parts of two good bundles are none", async () => {
    const { author, receiver, issue } = await place();
    const [one, two] = [await issue(), await issue()].map((file) => partsOf(readFileSync(file)));
    const mixed = (wanted: RegExp): TarFile[] => [...(one ?? []).filter(({ name }) => !wanted.test(name)), ...(two ?? []).filter(({ name }) => wanted.test(name))];
    const refused: string[] = [];
    for (const wanted of [/^payload/, /^statement/, /^signatures/]) {
      const file = author.file(`${wanted.source.slice(1)}.polbundle`);
      writeFileSync(file, writeTar(mixed(wanted)));
      refused.push(await refusal(receiver, file));
    }
    expect(refused).toEqual(["digest: payload-digest", "sameStatement: statements-differ", "sameStatement: statements-differ"]);
  });

  test("fast-forward: a number that stolen keys made high no longer counts once they are revoked", async () => {
    const { author, receiver, ada, grace, issue } = await place();
    const good = await issue();
    // Whoever has two keys makes a higher version; it is taken, and the honest one is then refused.
    await accept(receiver, await issue());
    expect(await refusal(receiver, good)).toBe("version: rolled-back");
    const fresh = await author.key("fresh");
    await author.key("edsger");
    const edsger = (await author.get("keys.list", undefined)).find(({ name }) => name === "edsger");
    if (!edsger) throw new Error("The author has Edsger's key.");
    const list = listOf(
      [{ person: "Ada", key: ada.summary, revokedAt: "2026-02-01T00:00:00Z" }, { person: "Grace", key: grace.summary }, { person: "Edsger", key: edsger }, { person: "Ada", key: fresh.summary }],
      { bundle: 2 },
    );
    await adopt(author, list, [{ keyId: edsger.id, passphrase: "correct horse battery staple" }]);
    await receiver.get("trust.update", { paths: [author.file("2.dsse.json")] });
    const again = refOf(await author.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [] }));
    for (const signing of [fresh.signing, grace.signing]) await author.get("bundles.sign", { ...again, signing });
    await author.get("bundles.save", { ...again, path: author.file("again.polbundle"), overwrite: false });
    const inspection = await receiver.get("bundles.inspect", { path: author.file("again.polbundle") });
    expect(inspection.steps.find(({ id }) => id === "version")?.reason).toContain("the first that comes here");
  });

  test("key compromise: what a revoked key signed counts no more, by the list or by this machine alone", async () => {
    const { receiver, grace, issue } = await place();
    const file = await issue();
    expect((await receiver.get("bundles.inspect", { path: file })).accepted).toBe(true);
    writeFileSync(receiver.file("grace.pub"), grace.summary.publicKey);
    const key = await receiver.get("keys.import", { path: receiver.file("grace.pub"), name: "grace" });
    await receiver.get("keys.revoke", { id: key.id, reason: "lost token" });
    expect(await refusal(receiver, file)).toBe("keys: key-revoked");
  });

  test("two different bundles with one number are noticed", async () => {
    const { author, receiver, issue, ada, grace } = await place();
    const file = await issue();
    await accept(receiver, file);
    // The same number again, from a desk that has forgotten it.
    const other = await desk();
    await other.key("ada");
    await other.key("grace");
    await pin(other, author.file("1.dsse.json"));
    await other.get("policies.create", { policy: samplePolicy("P", "another") });
    const { bundleId } = (await author.get("bundles.list", undefined))[0] ?? { bundleId: "" };
    const twin = refOf(await other.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [], bundleId }));
    for (const { signing } of [ada, grace]) await other.get("bundles.sign", { ...twin, signing });
    await other.get("bundles.save", { ...twin, path: other.file("twin.polbundle"), overwrite: false });
    expect(await refusal(receiver, other.file("twin.polbundle"))).toBe("version: version-twice");
  });
});
