import type { Page } from "@playwright/test";
import { editorOf } from "./editor.ts";
import { goTo, workload } from "./places.ts";

/** A place, a dialog or a drawer as a visitor sees it. */
export interface View {
  name: string;
  /** Goes there from wherever the window is, and waits until it is drawn. */
  open: (window: Page) => Promise<unknown>;
}

/** Closes what lies over the page. */
const close = (window: Page) => window.keyboard.press("Escape");

const inResults = async (window: Page) => {
  await goTo(window, "Scans");
  await window.getByRole("grid", { name: "Scans" }).getByRole("link").first().click();
  await workload(window, "shop", "cart").waitFor();
};

const inEditor = async (window: Page) => {
  await goTo(window, "Policies");
  await window.getByRole("link", { name: "demo_baseline" }).click();
  await editorOf(window, "demo_baseline");
  await window.getByRole("status", { name: "Impact" }).waitFor();
};

/** Every place of a window with the demo cluster, and what opens over it. */
export const EVERY_PLACE: View[] = [
  { name: "Overview", open: (window) => goTo(window, "Overview") },
  { name: "Policies", open: (window) => goTo(window, "Policies") },
  {
    name: "Create a policy",
    open: async (window) => {
      await window.getByRole("main").getByRole("button", { name: "Create", exact: true }).click();
      await window.getByRole("dialog").waitFor();
    },
  },
  { name: "Editor", open: async (window) => { await close(window); await inEditor(window); } },
  { name: "Editor, namespaced definition", open: (window) => window.getByRole("tab", { name: /Platform/ }).click() },
  {
    name: "Versions",
    open: async (window) => {
      await window.getByRole("button", { name: "History" }).click();
      await window.getByRole("grid", { name: "Versions" }).waitFor();
    },
  },
  { name: "Rulesets", open: async (window) => { await close(window); await goTo(window, "Rulesets"); } },
  { name: "Attestors", open: (window) => goTo(window, "Attestors") },
  { name: "Clusters", open: (window) => goTo(window, "Clusters") },
  {
    name: "File chooser",
    open: async (window) => {
      await window.getByRole("main").getByRole("button", { name: "Import files" }).first().click();
      await window.getByRole("dialog").getByRole("button", { name: "Go", exact: true }).waitFor();
    },
  },
  { name: "Scans", open: async (window) => { await close(window); await goTo(window, "Scans"); } },
  {
    name: "Start a scan",
    open: async (window) => {
      await window.getByRole("main").getByRole("button", { name: "Start scan" }).click();
      await window.getByRole("dialog").waitFor();
    },
  },
  { name: "Results", open: async (window) => { await close(window); await inResults(window); } },
  {
    name: "Workload, findings",
    open: async (window) => {
      await workload(window, "shop", "cart").getByRole("button", { name: "cart", exact: true }).click();
      await window.getByRole("article").first().waitFor();
    },
  },
  {
    name: "Workload, YAML",
    open: async (window) => {
      await window.getByRole("tab", { name: "YAML" }).click();
      await window.getByRole("region", { name: "YAML" }).waitFor();
    },
  },
  {
    name: "Coverage",
    open: async (window) => {
      await window.getByRole("button", { name: /^Coverage/ }).click();
      await window.getByRole("dialog").waitFor();
    },
  },
  { name: "Connections", open: async (window) => { await close(window); await goTo(window, "Connections"); } },
  { name: "Settings", open: (window) => goTo(window, "Settings") },
];
