import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { ask, PASSPHRASE } from "../support/desk.ts";
import { chooseFiles } from "./files.ts";
import { close, goTo, type View } from "./places.ts";

/** The places of keys, trust, bundles, signed files and the audit trail, one after the other: what one makes, the next shows. */

const main = (window: Page): Locator => window.getByRole("main");
const dialog = (window: Page): Locator => window.getByRole("dialog");

/** Folder of the store: a place for files that every host has. */
const folder = async (window: Page): Promise<string> => (await ask(window, "app.info", undefined)).dataDirectory;

/** A key that is here, and the public half of one that is not. */
async function makeKey(window: Page): Promise<void> {
  await dialog(window).getByRole("textbox", { name: "Name" }).fill("ada");
  await dialog(window).locator("#key-passphrase").fill(PASSPHRASE);
  await dialog(window).locator("#key-passphrase-again").fill(PASSPHRASE);
  await dialog(window).getByRole("button", { name: "Generate" }).click();
  await window.getByRole("heading", { level: 1, name: "ada" }).waitFor();
}

const trustTab = async (window: Page) => {
  await goTo(window, "Keys and trust");
  await window.getByRole("tab", { name: "Trust" }).click();
};

export const SIGNING_PLACES: View[] = [
  { name: "Keys and trust, nothing yet", open: async (window) => { await close(window); await goTo(window, "Keys and trust"); } },
  { name: "Import a key", open: (window) => main(window).getByRole("button", { name: "Import key" }).first().click() },
  {
    name: "Generate a key",
    open: async (window) => {
      await close(window);
      await main(window).getByRole("button", { name: "Generate key" }).first().click();
      await dialog(window).locator("#key-passphrase").fill("half");
    },
  },
  { name: "A key", open: makeKey },
  { name: "Keys", open: (window) => goTo(window, "Keys and trust") },
  { name: "Trust, nobody yet", open: trustTab },
  {
    name: "The first trust list",
    open: async (window) => {
      await window.getByRole("button", { name: "Make the first list" }).click();
      await window.getByRole("textbox", { name: "Name" }).fill("Ada");
    },
  },
  {
    name: "A trust list that waits for signatures",
    open: async (window) => {
      await window.getByRole("button", { name: "Propose", exact: true }).click();
      await window.getByRole("button", { name: "Sign", exact: true }).waitFor();
    },
  },
  {
    name: "Sign the trust list",
    open: async (window) => {
      await window.getByRole("button", { name: "Sign", exact: true }).click();
      await dialog(window).locator("#sign-passphrase").waitFor();
    },
  },
  {
    name: "Trust, who may sign what",
    open: async (window) => {
      await dialog(window).locator("#sign-passphrase").fill(PASSPHRASE);
      await dialog(window).getByRole("button", { name: "Sign", exact: true }).click();
      await window.getByRole("button", { name: "Make it the trusted list" }).click();
      await window.getByRole("heading", { name: "Trusted here: version 1" }).waitFor();
    },
  },
  { name: "Bundles, nothing yet", open: (window) => goTo(window, "Bundles") },
  {
    name: "Export a bundle",
    open: async (window) => {
      await main(window).getByRole("link", { name: "Export a bundle" }).first().click();
      await window.getByRole("checkbox", { name: "demo_baseline" }).check();
    },
  },
  {
    name: "Export a bundle, its steps folded",
    open: async (window) => {
      await window.setViewportSize({ width: 640, height: 800 });
      await window.getByRole("button", { name: "1 Policies" }).waitFor();
    },
  },
  {
    name: "Export a bundle: the scan",
    open: async (window) => {
      await window.setViewportSize({ width: 1280, height: 800 });
      await window.getByRole("button", { name: "Next" }).click();
    },
  },
  {
    name: "Export a bundle: terms",
    open: async (window) => {
      await window.getByRole("button", { name: "Next" }).click();
      await window.getByRole("textbox", { name: "Name of the bundle" }).fill("prod");
    },
  },
  {
    name: "Sign a bundle",
    open: async (window) => {
      await window.getByRole("button", { name: "Create and sign" }).click();
      await window.getByRole("heading", { name: "Your signature" }).waitFor();
    },
  },
  {
    name: "A bundle that waits for signatures",
    open: async (window) => {
      await goTo(window, "Bundles");
      await window.getByRole("link", { name: "prod v1" }).click();
      await window.getByRole("list", { name: "Stages" }).waitFor();
    },
  },
  { name: "Bundles", open: (window) => goTo(window, "Bundles") },
  { name: "Signed files, nothing yet", open: (window) => goTo(window, "Signed files") },
  {
    name: "Sign a file",
    open: async (window) => {
      const path = await folder(window);
      writeFileSync(join(path, "results.csv"), "verdict,workload\n");
      await main(window).getByRole("button", { name: "Sign a file" }).click();
      await chooseFiles(dialog(window), path, ["results.csv"]);
      await dialog(window).getByRole("button", { name: "Sign…" }).click();
      await dialog(window).locator("#sign-passphrase").fill(PASSPHRASE);
    },
  },
  {
    name: "Signed files",
    open: async (window) => {
      await dialog(window).getByRole("button", { name: "Sign", exact: true }).click();
      await window.getByRole("grid", { name: "Signed files" }).waitFor();
    },
  },
  {
    name: "A file that was verified",
    open: async (window) => {
      await window.getByRole("button", { name: "Verify now: results.csv" }).first().click();
      await dialog(window).getByText("Signed by Ada").waitFor();
    },
  },
  {
    name: "Audit trail",
    open: async (window) => {
      await close(window);
      await goTo(window, "Audit trail");
      await window.getByText("The chain holds").waitFor();
    },
  },
  {
    name: "A record",
    open: async (window) => {
      await window.getByRole("grid", { name: "Audit trail" }).getByRole("button").first().click();
      await window.getByRole("dialog").waitFor();
    },
  },
  {
    name: "Verify the audit trail",
    open: async (window) => {
      await close(window);
      await window.getByRole("main").getByRole("button", { name: "Verify", exact: true }).click();
      await window.getByRole("dialog").getByRole("button", { name: "Verify", exact: true }).click();
      await window.getByRole("region", { name: "Result" }).waitFor();
    },
  },
  {
    name: "Diagnostics",
    open: async (window) => {
      await close(window);
      await goTo(window, "Settings");
      await window.getByRole("main").getByRole("link", { name: "Diagnostics" }).click();
      await window.getByRole("grid", { name: "Self-test" }).waitFor();
    },
  },
];
