import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { chooseFiles } from "./pages/files.ts";
import { goTo } from "./pages/places.ts";
import { expectAccessible } from "./support/axe.ts";
import { openDesk, PASSPHRASE, trustEachOther, type Desk } from "./support/desk.ts";
import { test as base } from "./support/test.ts";

const POLICY = `schema: sallyport/policy/v1
name: block_root
description: Blocks what may run as root.
platform: kubernetes
cluster:
  rules:
    - { type: runAsNonRoot, action: block, mitigation: log }
  exceptions: []
`;

const POD = `apiVersion: v1
kind: Pod
metadata: { name: rooted, namespace: shop }
spec: { containers: [{ name: main, image: registry.example/app:1 }] }
`;

interface Place {
  author: Desk;
  approver: Desk;
  receiver: Desk;
}

/** The approver's key is on a token: this machine has its public half alone. */
const token = generateKeyPairSync("ec", { namedCurve: "P-256", publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });

/** Three desks that share a trust list and nothing else: files go from one to the next. */
const test = base.extend<{ place: Place }>({
  place: async ({ browser, folders, complaints }, use) => {
    const open = (name: string) => openDesk(browser, name, folders.store, complaints);
    // One after the other: on a busy machine three that start at once are late.
    const [author, approver, receiver] = [await open("author"), await open("approver"), await open("receiver")];
    await trustEachOther([{ desk: author, person: "Ada" }, { desk: approver, person: "Grace", token: token.publicKey }, { desk: receiver, person: "Edsger" }], join(folders.files, "1.trust.json"));
    await use({ author, approver, receiver });
    await Promise.all([author.end(), approver.end(), receiver.end()]);
  },
});

async function importPolicy({ get }: Desk, file: string): Promise<void> {
  writeFileSync(file, POLICY);
  const { id } = await get("import.preview", { paths: [file] });
  await get("import.apply", { id });
}

async function takeSnapshot({ get }: Desk, file: string): Promise<void> {
  writeFileSync(file, POD);
  await get("snapshots.take", { source: { type: "files", paths: [file] }, name: "own-cluster" });
  await expect.poll(async () => (await get("snapshots.list", undefined)).length).toBe(1);
}

/** Writes what the open dialog offers to a file of the test. */
async function write(window: Page, folder: string, name: string, confirm = "Save"): Promise<void> {
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Path", { exact: true }).fill(folder);
  await dialog.getByRole("button", { name: "Go", exact: true }).click();
  await expect(dialog.getByRole("region", { name: `Content of ${folder}` })).toBeVisible();
  await dialog.getByRole("textbox", { name: "File name" }).fill(name);
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function open(window: Page, folder: string, name: string): Promise<void> {
  await goTo(window, "Bundles");
  await window.getByRole("button", { name: "Import a bundle" }).first().click();
  const chooser = window.getByRole("dialog", { name: "Import a bundle" });
  await chooseFiles(chooser, folder, [name]);
  await chooser.getByRole("button", { name: "Check", exact: true }).click();
  await expect(window.getByRole("heading", { name: "Checks" })).toBeVisible();
}

/** A stage of the picture of checks. */
function stage(window: Page, name: string): Locator {
  return window.getByRole("list", { name: "Stages" }).locator("> li").filter({ has: window.getByText(name, { exact: true }) });
}

test("an author and an approver complete a bundle over files alone, a third desk takes it; a tampered copy is refused where it was changed", async ({ place, folders }) => {
  test.slow();
  const { author, approver, receiver } = place;
  const { files } = folders;
  await importPolicy(author, join(files, "block_root.yaml"));
  await takeSnapshot(approver, join(files, "pod.yaml"));

  await test.step("the author exports, signs, and writes the file for approval", async () => {
    const { window } = author;
    await goTo(window, "Policies");
    await window.getByRole("row").filter({ hasText: "block_root" }).getByRole("button", { name: "Kebab toggle" }).click();
    await window.getByRole("menuitem", { name: "Export signed bundle" }).click();
    await expect(window.getByRole("checkbox", { name: "block_root" })).toBeChecked();
    await window.getByRole("button", { name: "Next" }).click();
    await window.getByRole("button", { name: "Next" }).click();
    await window.getByRole("textbox", { name: "Name of the bundle" }).fill("prod");
    await window.getByRole("button", { name: "Create and sign" }).click();
    await window.getByRole("textbox", { name: "Passphrase" }).fill(PASSPHRASE);
    await window.getByRole("button", { name: "Sign", exact: true }).click();
    await write(window, files, "open.polbundle");
    await expect(window.getByRole("heading", { level: 1 })).toHaveText("prod v1");
    await expect(window.getByText("needs 2 of 3 · has 1").first()).toBeVisible();
    await expect(stage(window, "Signatures")).toContainText("waits for signatures");
  });

  await test.step("the approver sees what it would do to the own cluster, and signs that", async () => {
    const { window } = approver;
    await open(window, files, "open.polbundle");
    await expect(window.getByText("Only Ada has signed; needed are 2 of 3.").first()).toBeVisible();
    await window.getByRole("button", { name: "Approve…" }).click();
    await expect(window.getByRole("grid", { name: "Impact" }).getByRole("row").filter({ hasText: "block_root" })).toContainText("1 block");
    await expectAccessible(window, "Approve");
    await window.getByRole("button", { name: "Write to a file…" }).click();
    await write(window, files, "to-sign", "Write");
    await expect(window.getByRole("list", { name: "Steps to sign elsewhere" })).toContainText(`Your approval: ${join(files, "to-sign.approval")}`);
    const signatures = ["to-sign", "to-sign.approval"].map((name) => {
      writeFileSync(join(files, `${name}.sig`), sign("sha256", readFileSync(join(files, name)), token.privateKey));
      return `${name}.sig`;
    });
    // The way to the token may be long: the window was closed meanwhile.
    await window.reload();
    await window.getByRole("button", { name: "They were written before…" }).click();
    await chooseFiles(window.getByRole("dialog"), files, ["to-sign", "to-sign.approval"]);
    await window.getByRole("dialog").getByRole("button", { name: "Read" }).click();
    await window.getByRole("button", { name: "Choose the signature files…" }).click();
    await chooseFiles(window.getByRole("dialog"), files, signatures);
    await window.getByRole("dialog").getByRole("button", { name: "Read" }).click();
    await expectAccessible(window, "Signed elsewhere");
    await window.getByRole("button", { name: "Approve and sign" }).click();
    await write(window, files, "signed.polbundle");
    await expect(window.getByRole("row").filter({ hasText: "Grace" })).toContainText("1 block (1 new)");
  });

  await test.step("a copy that was changed on its way is refused, the step is marked, and nothing comes of it", async () => {
    const bytes = readFileSync(join(files, "signed.polbundle"));
    bytes[bytes.indexOf('"block_root"') + 1] = 0x63;
    writeFileSync(join(files, "tampered.polbundle"), bytes);
    const { window } = receiver;
    await open(window, files, "tampered.polbundle");
    await expect(stage(window, "Contents and purpose").getByRole("listitem").filter({ hasText: "failed" })).toHaveText(/contents as signed failed/);
    await expect(stage(window, "Files")).toContainText("not reached");
    await expect(window.getByText(/Refused: payload\.tar/)).toBeVisible();
    await expect(window.getByText(/someone may be trying to deceive you\. Nothing was changed here\./)).toBeVisible();
    await expect(window.getByRole("button", { name: /^Accept/ })).toBeHidden();
    await expectAccessible(window, "Refused");
    expect(await receiver.get("bundles.list", undefined)).toEqual([]);
  });

  await test.step("the third desk takes the policy over, and keeps the file byte for byte", async () => {
    const { window } = receiver;
    await open(window, files, "signed.polbundle");
    await expect(stage(window, "Files")).toContainText("passed");
    await expectAccessible(window, "Import");
    await window.getByRole("button", { name: "Accept 1 document" }).click();
    await window.getByRole("link", { name: "Open the bundle" }).click();
    await expect(window.getByRole("heading", { level: 1 })).toHaveText("prod v1");
    await expectAccessible(window, "Bundle");
    await window.getByRole("button", { name: "Write the file" }).click();
    await write(window, files, "again.polbundle");
    expect(Buffer.compare(readFileSync(join(files, "again.polbundle")), readFileSync(join(files, "signed.polbundle")))).toBe(0);
    await goTo(window, "Policies");
    await expect(window.getByRole("link", { name: "block_root" })).toBeVisible();
  });

  await test.step("the author takes the approval over from the file that came back", async () => {
    const { window } = author;
    await open(window, files, "signed.polbundle");
    await window.getByRole("button", { name: "Take its signatures over" }).click();
    await expect(window).toHaveURL(/#\/bundles\/[0-9a-f]{64}$/);
    await expect(window.getByText("needs 2 of 3 · has 2").first()).toBeVisible();
    await goTo(window, "Bundles");
    await expect(window.getByRole("row").filter({ hasText: "prod v1" })).toContainText("complete");
  });
});
