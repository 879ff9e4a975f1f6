import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { chooseFiles } from "./pages/files.ts";
import { goTo } from "./pages/places.ts";
import { ask, PASSPHRASE } from "./support/desk.ts";
import { expect, test } from "./support/test.ts";

/** A key, and a trust list that names its owner for everything. */
async function trustAda(window: Page): Promise<void> {
  const { id, publicKey } = await ask(window, "keys.generate", { name: "ada", passphrase: PASSPHRASE });
  const role = { threshold: 1, keys: [id] };
  await ask(window, "trust.propose", {
    content: {
      expires: "2099-01-01T00:00:00Z",
      persons: [{ id: "ada", name: "Ada" }],
      keys: [{ id, pem: publicKey, person: "ada", validFrom: "2020-01-01T00:00:00Z", validUntil: "2099-01-01T00:00:00Z" }],
      roles: { bundle: role, trust: role, report: role },
    },
  });
  await ask(window, "trust.sign", { keyId: id, passphrase: PASSPHRASE });
  await ask(window, "trust.adopt", undefined);
}

test("a file is signed and verified; once it was changed it is refused, with what to do, and the trail tells all of it", async ({ window, folders }) => {
  await trustAda(window);
  const file = join(folders.files, "results.csv");
  writeFileSync(file, "verdict,workload\nblock,cart\n");
  await goTo(window, "Signed files");
  await window.getByRole("button", { name: "Sign a file" }).click();
  const chooser = window.getByRole("dialog", { name: "Choose the file to sign" });
  await chooseFiles(chooser, folders.files, ["results.csv"]);
  await chooser.getByRole("button", { name: "Sign…" }).click();
  const signing = window.getByRole("dialog", { name: "Sign results.csv" });
  await signing.getByLabel("Passphrase", { exact: false }).first().fill(PASSPHRASE);
  await signing.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(window.getByText(/results\.csv is signed/)).toBeVisible();

  const verify = window.getByRole("button", { name: "Verify now: results.csv" });
  const verdict = window.getByRole("dialog", { name: "Verify results.csv" });
  await verify.first().click();
  await expect(verdict.getByText("Signed by Ada")).toBeVisible();
  await verdict.getByRole("button", { name: "Close" }).last().click();
  appendFileSync(file, "allow,cart\n");
  await verify.first().click();
  await expect(verdict.getByText(/Refused: .*is a signature over another file/)).toBeVisible();
  await expect(verdict.getByText(/Ask for the file and its signature again/)).toBeVisible();
  await window.keyboard.press("Escape");

  await goTo(window, "Audit trail");
  const rows = window.getByRole("grid", { name: "Audit trail" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Signed file checked");
  await expect(rows.nth(1)).toContainText("refused");
  await expect(rows.filter({ hasText: "File signed" })).toHaveCount(1);
});
