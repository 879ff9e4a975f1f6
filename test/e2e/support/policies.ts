import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { chooseFiles } from "../pages/files.ts";
import { goTo } from "../pages/places.ts";
import type { Folders } from "./test.ts";

/** A policy document with few rules, whose verdicts are easy to foresee. */
const BLOCK_ROOT = `schema: sallyport/policy/v1
name: block_root
description: Blocks what may run as root, logs what can write to its root filesystem.
platform: kubernetes
cluster:
  rules:
    - { type: runAsNonRoot, action: block, mitigation: log }
    - { type: readOnlyRootFilesystem, action: log, mitigation: log }
  exceptions: []
`;

/** Imports the policy `block_root` as a user does, from a file. */
export async function importBlockRoot(window: Page, { files }: Folders): Promise<void> {
  writeFileSync(join(files, "block_root.yaml"), BLOCK_ROOT);
  await goTo(window, "Policies");
  await window.getByRole("button", { name: "Import" }).click();
  const chooser = window.getByRole("dialog", { name: "Import policies" });
  await chooseFiles(chooser, files, ["block_root.yaml"]);
  await chooser.getByRole("button", { name: "Read", exact: true }).click();
  const report = window.getByRole("dialog");
  await report.getByRole("button", { name: "Save 1 document" }).click();
  await report.getByRole("link", { name: "block_root" }).waitFor();
  await report.getByRole("button", { name: "Close", exact: true }).last().click();
}
