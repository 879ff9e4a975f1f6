import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { importBundlePath } from "../../renderer/app/paths.ts";
import type { BundleDetail, BundleRef } from "../../shared/ipc/signing.ts";
import { exploreDemo, goTo } from "./pages/places.ts";
import { openDesk, PASSPHRASE, trustEachOther, type Desk } from "./support/desk.ts";
import { picture, test } from "./support/pictures.ts";
import { expect } from "./support/test.ts";

/** Bundles, keys and trust, the audit trail: three desks, of which one has its key on a token. */

const token = generateKeyPairSync("ec", { namedCurve: "P-256", publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });

const refOf = ({ bundleId, version, statementSha256 }: BundleRef): BundleRef => ({ bundleId, version, statementSha256 });

/** Makes the next version of the bundle, signs it, and writes the file. */
async function issue({ get }: Desk, path: string): Promise<BundleDetail> {
  const made = await get("bundles.create", { name: "prod", policies: [{ name: "demo_baseline" }], audience: ["prod-eu"] });
  const [key] = await get("keys.list", undefined);
  await get("bundles.sign", { ...refOf(made), signing: { keyId: key?.id ?? "", passphrase: PASSPHRASE } });
  await get("bundles.save", { ...refOf(made), path, overwrite: false });
  return made;
}

/** Blocks what was only logged so far. */
async function tighten({ get }: Desk): Promise<void> {
  const { policy, version } = await get("policies.get", { name: "demo_baseline" });
  const rules = policy.cluster.rules.map((rule, place) => (place < 6 && rule.action === "log" ? { ...rule, action: "block" as const } : rule));
  await get("policies.save", { policy: { ...policy, description: "What the shop must not do any more.", cluster: { ...policy.cluster, rules } }, baseVersion: version });
}

async function openFile(window: Page, path: string): Promise<void> {
  await window.evaluate((hash) => { location.hash = hash; }, importBundlePath(path));
  await expect(window.getByRole("list", { name: "Stages" })).toBeVisible();
}

test("a bundle from its author over its approver to those who use it", async ({ browser, folders, complaints }) => {
  test.slow();
  const { files } = folders;
  const open = (name: string): Promise<Desk> => openDesk(browser, name, folders.store, complaints);
  const [author, approver, receiver] = [await open("ada"), await open("grace"), await open("edsger")];
  await trustEachOther([{ desk: author, person: "Ada" }, { desk: approver, person: "Grace", token: token.publicKey }, { desk: receiver, person: "Edsger" }], join(files, "1.trust.json"));
  for (const [desk, name] of [[author, "Ada"], [approver, "Grace"], [receiver, "Edsger"]] as const) await desk.get("settings.set", { author: name, place: "prod-eu" });
  for (const { window } of [author, approver]) await exploreDemo(window);

  const [first, path, signed, tampered] = ["prod-v1", "prod-v2", "prod-v2-signed", "prod-v2-changed"].map((name) => join(files, `${name}.polbundle`)) as [string, string, string, string];
  await issue(author, first);
  const [edsger] = await receiver.get("keys.list", undefined);
  const kept = await receiver.get("bundles.keep", { id: (await receiver.get("bundles.inspect", { path: first })).id });
  await receiver.get("bundles.sign", { ...refOf(kept), signing: { keyId: edsger?.id ?? "", passphrase: PASSPHRASE } });
  await receiver.get("bundles.save", { ...refOf(kept), path: first, overwrite: true });
  await approver.get("bundles.accept", { id: (await approver.get("bundles.inspect", { path: first })).id });
  await tighten(author);
  const made = await issue(author, path);

  await test.step("the approver sees what it would do, and signs elsewhere", async () => {
    const { window } = approver;
    await openFile(window, path);
    await window.getByRole("button", { name: "Approve…" }).click();
    await expect(window.getByRole("grid", { name: "Impact" })).toBeVisible();
    await picture(window, "approve");
    const toSign = join(files, "prod-v2.to-sign");
    await window.getByRole("button", { name: "Write to a file…" }).click();
    const dialog = window.getByRole("dialog");
    await dialog.getByLabel("Path", { exact: true }).fill(files);
    await dialog.getByRole("button", { name: "Write", exact: true }).click();
    const steps = window.getByRole("list", { name: "Steps to sign elsewhere" });
    await expect(steps).toContainText(toSign);
    await picture(window, "sign-elsewhere", window.getByRole("region", { name: "Your approval" }));
    const [grace] = await approver.get("keys.list", undefined);
    const over = (file: string): string => sign("sha256", readFileSync(file), token.privateKey).toString("base64");
    await approver.get("bundles.sign", { ...refOf(made), signing: { keyId: grace?.id ?? "", signature: over(toSign) }, approval: { toSign: `${toSign}.approval`, signature: over(`${toSign}.approval`) } });
    await approver.get("bundles.save", { ...refOf(made), path: signed, overwrite: false });
  });

  await test.step("a copy that was changed on its way", async () => {
    const bytes = readFileSync(signed);
    bytes[bytes.indexOf('"demo_baseline"') + 1] = 0x44;
    writeFileSync(tampered, bytes);
    await openFile(receiver.window, tampered);
    await picture(receiver.window, "bundle-refused");
  });

  await test.step("the author has both signatures; keys, trust and what was done", async () => {
    const { window, get } = author;
    await get("bundles.keep", { id: (await get("bundles.inspect", { path: signed })).id });
    await goTo(window, "Bundles");
    await window.getByRole("link", { name: "prod v2" }).click();
    await expect(window.getByRole("list", { name: "Stages" })).toContainText("exactly those listed");
    await picture(window, "bundle");
    await goTo(window, "Keys and trust");
    await window.getByRole("tab", { name: "Trust" }).click();
    await expect(window.getByRole("heading", { name: "Trusted here: version 1" })).toBeVisible();
    await picture(window, "trust");
    const [ada] = await get("keys.list", undefined);
    await get("trail.checkpoint", { signing: { keyId: ada?.id ?? "", passphrase: PASSPHRASE } });
    await goTo(window, "Audit trail");
    await expect(window.getByText("The chain holds")).toBeVisible();
    await picture(window, "audit-trail");
  });
  await Promise.all([author, approver, receiver].map((desk) => desk.end()));
});
