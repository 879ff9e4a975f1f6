import type { Page } from "@playwright/test";
import { editorOf } from "./editor.ts";
import { makeAttestor, makeRuleset } from "./objects.ts";
import { close, goTo, workload, type View } from "./places.ts";

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

/** Every place of a window with the demo cluster, and what opens over it; those of signing are in `signingPlaces.ts`. */
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
  {
    name: "Ruleset, with a mistake in a custom rule",
    open: async (window) => {
      await close(window);
      await makeRuleset(window, "Shells");
      const rules = window.getByRole("textbox", { name: /^Rules in / });
      await rules.fill((await rules.inputValue()).replace("condition:", "condition: proc.name ="));
      await window.getByRole("list", { name: "Problems" }).waitFor();
    },
  },
  { name: "Add rule", open: (window) => window.getByRole("button", { name: "Add rule" }).click() },
  { name: "Rulesets", open: async (window) => { await close(window); await goTo(window, "Rulesets"); } },
  { name: "Attestor", open: (window) => makeAttestor(window, "build-key") },
  { name: "Attestors", open: (window) => goTo(window, "Attestors") },
  {
    name: "Add attestor",
    open: async (window) => {
      await window.getByRole("main").getByRole("button", { name: "Add attestor" }).click();
      await window.getByRole("dialog").getByRole("textbox", { name: "Name" }).waitFor();
    },
  },
  {
    name: "Add Ruleset",
    open: async (window) => {
      await close(window);
      await inEditor(window);
      await window.getByRole("tab", { name: "Runtime" }).click();
      await window.getByRole("button", { name: "Add Ruleset" }).click();
      await window.getByRole("checkbox", { name: /Shells/ }).check();
    },
  },
  { name: "Editor, runtime", open: (window) => window.getByRole("button", { name: "Submit" }).click() },
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
  {
    name: "Results, heat map",
    open: async (window) => {
      await close(window);
      await window.getByRole("button", { name: "Close the workload" }).click();
      await window.getByLabel("Show as").selectOption("heatMap");
      await window.getByRole("grid", { name: "Heat map" }).waitFor();
    },
  },
  {
    name: "Results, groups",
    open: async (window) => {
      await window.getByLabel("Show as").selectOption("By image");
      await window.getByRole("grid", { name: "Image" }).waitFor();
    },
  },
  {
    name: "Exceptions proposed",
    open: async (window) => {
      await window.getByLabel("Show as").selectOption("Workloads");
      await window.getByRole("checkbox", { name: "Choose cart", exact: true }).check();
      await window.getByRole("button", { name: /^Exceptions for/ }).click();
      await window.getByRole("dialog").getByRole("radio").first().waitFor();
    },
  },
  {
    name: "Compare",
    open: async (window) => {
      await close(window);
      await window.getByRole("button", { name: "Compare with" }).click();
      await window.getByRole("menuitem", { name: /^Another policy/ }).click();
      await window.getByLabel("Second: as it would be", { exact: true }).selectOption("log_everything");
      await window.getByRole("grid", { name: "Changed workloads" }).waitFor();
    },
  },
  {
    name: "History of scans",
    open: async (window) => {
      await goTo(window, "Scans");
      await window.getByRole("main").getByRole("link", { name: "History" }).click();
      await window.getByRole("img", { name: /^Trend/ }).waitFor();
    },
  },
  {
    name: "Rollout",
    open: async (window) => {
      await window.getByRole("button", { name: "Plan a rollout from these" }).click();
      await window.getByRole("article", { name: "Rollout plan" }).waitFor();
    },
  },
  { name: "Connections", open: async (window) => { await close(window); await goTo(window, "Connections"); } },
  { name: "Settings", open: (window) => goTo(window, "Settings") },
];
