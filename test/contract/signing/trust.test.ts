import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { listOf, openDesk, type Desk } from "../../support/desk.ts";
import { PASSPHRASE } from "../../support/keyFiles.ts";

const desks: Desk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end();
});
const desk = async (): Promise<Desk> => {
  const opened = await openDesk();
  desks.push(opened);
  return opened;
};

describe("keys of the store", () => {
  test("are made, shown, backed up, and come back on another desk with the passphrase", async () => {
    const here = await desk();
    const summary = await here.get("keys.generate", { name: "ada", passphrase: PASSPHRASE });
    expect(summary).toMatchObject({ name: "ada", kind: "private", state: "active", origin: "generated" });
    expect(summary.words).toHaveLength(32);
    await here.get("keys.backup", { id: summary.id, path: here.file("ada.key"), overwrite: false });
    expect(readFileSync(here.file("ada.key"), "utf8")).toContain("ENCRYPTED SIGSTORE PRIVATE KEY");
    expect(await here.get("keys.inspect", { path: here.file("ada.key") })).toMatchObject({ kind: "private", locked: true, id: summary.id });

    const there = await desk();
    const path = here.file("ada.key");
    expect(await there.call("keys.import", { path, name: "ada", passphrase: "something else entirely" })).toMatchObject({ ok: false, error: { code: "wrong-passphrase" } });
    expect(await there.get("keys.import", { path, name: "ada", passphrase: PASSPHRASE })).toMatchObject({ id: summary.id, kind: "private", origin: "imported" });
    writeFileSync(path, readFileSync(path, "utf8").replace(/[A-Z](?=[a-z0-9+/=\n]+-----END)/, "x"));
    expect(await there.call("keys.import", { path, name: "again", passphrase: PASSPHRASE })).toMatchObject({ ok: false, error: { code: "unreadable" } });
  });

  test("change their passphrase; short ones are refused", async () => {
    const here = await desk();
    const { summary: { id } } = await here.key("ada");
    expect(await here.call("keys.generate", { name: "weak", passphrase: "short" })).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    await here.get("keys.changePassphrase", { id, passphrase: PASSPHRASE, newPassphrase: "another four words here" });
    expect(await here.call("keys.changePassphrase", { id, passphrase: PASSPHRASE, newPassphrase: PASSPHRASE })).toMatchObject({ ok: false, error: { code: "wrong-passphrase" } });
  });

  test("sign no more once they are retired or revoked, and a revoked one stays so", async () => {
    const here = await desk();
    const { summary, signing } = await here.key("ada");
    await here.get("trust.propose", { content: listOf([{ person: "Ada", key: summary }]) });
    expect(await here.get("keys.retire", { id: summary.id, reason: "new laptop" })).toMatchObject({ state: "retired", reason: "new laptop" });
    expect(await here.call("trust.sign", signing)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await here.get("keys.revoke", { id: summary.id, reason: "stolen" })).toMatchObject({ state: "revoked" });
    expect(await here.call("keys.retire", { id: summary.id, reason: "" })).toMatchObject({ ok: false, error: { code: "conflict" } });
  });
});

describe("the trust list", () => {
  test("is proposed, signed, adopted, and pinned elsewhere by its fingerprint, in digits or words", async () => {
    const here = await desk();
    const [ada, grace] = [await here.key("ada"), await here.key("grace")];
    const content = listOf([{ person: "Ada", key: ada.summary }, { person: "Grace", key: grace.summary }], { trust: 2, bundle: 2 });
    await here.get("trust.propose", { content });
    expect(await here.call("trust.adopt", undefined)).toMatchObject({ ok: false });
    expect((await here.get("trust.sign", ada.signing)).proposal).toMatchObject({ complete: false, own: { needed: 2, persons: ["Ada"], missing: ["Grace"] } });
    expect((await here.get("trust.sign", grace.signing)).proposal?.complete).toBe(true);
    const { current, proposal } = await here.get("trust.adopt", undefined);
    expect([current?.list.version, proposal]).toEqual([1, undefined]);
    const path = here.file("1.dsse.json");
    await here.get("trust.export", { which: "current", path, overwrite: false });

    const there = await desk();
    expect(await there.get("trust.inspect", { paths: [path] })).toMatchObject({ relation: "first", view: { fingerprint: current?.fingerprint } });
    expect(await there.call("trust.pin", { path, fingerprint: "ab".repeat(32) })).toMatchObject({ ok: false, error: { message: expect.stringContaining("not that of the trust list") } });
    const pinned = await there.get("trust.pin", { path, fingerprint: (current?.words ?? []).join(" ").toUpperCase() });
    expect(pinned.current?.list.version).toBe(1);
    expect((await there.get("trust.inspect", { paths: [path] })).relation).toBe("same");
  });

  test("two keys of one person count once", async () => {
    const here = await desk();
    const [one, two, other] = [await here.key("one"), await here.key("two"), await here.key("other")];
    const content = listOf([{ person: "Ada", key: one.summary }, { person: "Ada", key: two.summary }, { person: "Grace", key: other.summary }], { trust: 2 });
    await here.get("trust.propose", { content });
    await here.get("trust.sign", one.signing);
    expect((await here.get("trust.sign", two.signing)).proposal).toMatchObject({ complete: false, own: { persons: ["Ada"], missing: ["Grace"] } });
    expect(await here.call("trust.adopt", undefined)).toMatchObject({ ok: false, error: { message: expect.stringContaining("2 must have") } });
  });

  test("is updated by old and new together, without gaps, and never back", async () => {
    const here = await desk();
    const [ada, grace] = [await here.key("ada"), await here.key("grace")];
    const [one, two, three] = ["1", "2", "3"].map((n) => here.file(`${n}.dsse.json`)) as [string, string, string];
    const adopt = async (content: ReturnType<typeof listOf>, signers: (typeof ada)[], path: string): Promise<void> => {
      await here.get("trust.propose", { content });
      for (const { signing } of signers) await here.get("trust.sign", signing);
      await here.get("trust.adopt", undefined);
      await here.get("trust.export", { which: "current", path, overwrite: false });
    };
    await adopt(listOf([{ person: "Ada", key: ada.summary }]), [ada], one);
    const there = await desk();
    await there.get("trust.pin", { path: one, fingerprint: (await there.get("trust.inspect", { paths: [one] })).view?.fingerprint ?? "" });

    // Grace takes over: her signature alone is not enough.
    await here.get("trust.propose", { content: listOf([{ person: "Grace", key: grace.summary }]) });
    expect((await here.get("trust.sign", grace.signing)).proposal).toMatchObject({ complete: false, own: { persons: ["Grace"] }, before: { persons: [], missing: ["Ada"] } });
    await here.get("trust.discard", undefined);
    await adopt(listOf([{ person: "Grace", key: grace.summary }]), [ada, grace], two);
    await adopt(listOf([{ person: "Grace", key: grace.summary }, { person: "Ada", key: ada.summary }]), [grace], three);

    expect(await there.call("trust.update", { paths: [three] })).toMatchObject({ ok: false, error: { message: expect.stringContaining("those between are missing") } });
    expect((await there.get("trust.inspect", { paths: [three, two] })).changes).toContain("Grace is new.");
    expect((await there.get("trust.update", { paths: [three, two] })).current?.list.version).toBe(3);
    expect(await there.call("trust.update", { paths: [two] })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect((await there.get("trust.get", undefined)).history.map(({ version }) => version)).toEqual([3, 2, 1]);
  });
});
