import { generateKeyPairSync } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { RULES } from "../../shared/rules/index.ts";
import { deploymentAction, editorOf, rule } from "./pages/editor.ts";
import { arrowTo, pressOn, tabTo, typeChips, typeInto } from "./support/keyboard.ts";
import { expect, test } from "./support/test.ts";

/** A policy is designed, saved, compared, restored and protected by keyboard alone: nothing here uses the mouse. */

const publicKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "pem" }).toString();

async function visit(window: Page, place: string): Promise<void> {
  await pressOn(window, window.getByRole("navigation", { name: "Places" }).getByRole("link", { name: place }), "Enter");
  await expect(window.getByRole("heading", { level: 1 })).toHaveText(place);
}

/** *Create* on a list's page. */
const create = (window: Page): Locator => window.getByRole("main").getByRole("button", { name: "Create" }).first();

async function makeRuleset(window: Page, name: string): Promise<void> {
  await visit(window, "Rulesets");
  await pressOn(window, create(window), "Enter");
  await expect(window.getByRole("textbox", { name: "Name" })).toBeFocused();
  await window.keyboard.type(name);
  await pressOn(window, window.getByRole("button", { name: "Proceed to rules" }), "Enter");
  await pressOn(window, window.getByRole("button", { name: "Write or paste" }), "Enter");
  await pressOn(window, window.getByRole("button", { name: "Start with an example" }), "Enter");
  await expect(window.getByRole("table", { name: "Custom rules in this file" }).or(window.getByRole("grid", { name: "Custom rules in this file" }))).toBeVisible();
  await window.keyboard.press("Control+s");
  await expect(window.getByText(/saved/).first()).toBeVisible();
  await expect(window.getByText("unsaved changes")).toBeHidden();
}

/** *Add attestor* from the menu of a signature rule: the draft of the policy stays as it is. */
async function addAttestor(window: Page, of: Locator, name: string): Promise<void> {
  const menu = of.getByRole("button", { name: /^Signature material/ });
  await pressOn(window, menu, "Enter");
  const entry = window.getByRole("menuitem", { name: "Add attestor" });
  await expect(entry).toBeVisible();
  await expect(async () => {
    await window.keyboard.press("ArrowDown");
    await expect(entry).toBeFocused({ timeout: 200 });
  }).toPass();
  await window.keyboard.press("Enter");
  const dialog = window.getByRole("dialog", { name: "Add attestor" });
  await expect(dialog.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  await window.keyboard.type(name);
  await typeInto(window, dialog.getByRole("textbox", { name: "Public key" }), publicKey());
  await pressOn(window, dialog.getByRole("button", { name: "Add attestor" }), "Enter");
  await expect(dialog).toBeHidden();
  await expect(menu).toContainText(name);
}

async function addDefinition(window: Page, name: string, ...namespaces: string[]): Promise<void> {
  await pressOn(window, window.getByRole("button", { name: "Add a NamespacedPolicyDefinition" }), "Enter");
  const dialog = window.getByRole("dialog", { name: "New NamespacedPolicyDefinition" });
  await tabTo(window, dialog.getByRole("textbox", { name: "Name", exact: true }));
  await window.keyboard.press("Control+a");
  await window.keyboard.type(name);
  await typeChips(window, dialog.getByRole("textbox", { name: /^Namespaces/ }), ...namespaces);
  await pressOn(window, dialog.getByRole("button", { name: "Add" }), "Enter");
  await expect(window.getByRole("tab", { name: `${name} (${namespaces.length} ns)`, selected: true })).toBeVisible();
}

/** What is set of a rule once it is ticked. */
const PARAMETERS: Record<string, (window: Page) => Promise<void>> = {
  verifyImages: async (window) => {
    const signed = rule(window, /^images that are not signed/);
    await addAttestor(window, signed, "release");
    await addAttestor(window, signed, "audit");
    await expect(signed.getByRole("combobox", { name: "Match all or any" })).toHaveValue("any");
    await pressOn(window, signed.getByRole("button", { name: "Add condition" }), "Enter");
    await typeInto(window, signed.getByRole("textbox", { name: "Condition 1: value" }), "registry.example.com");
  },
  imagesWithVulnerabilities: async (window) => {
    await arrowTo(window, rule(window, /^images with vulnerabilities whose severity/).getByRole("combobox", { name: "Severity", exact: true }), "high");
    await expect(rule(window, /^images with vulnerabilities whose severity is high or higher/)).toBeVisible();
  },
  imagePath: (window) => typeChips(window, rule(window, /^images with image paths/).getByRole("textbox"), "quay.io/legacy/"),
  // A second rule of the type, and the trap of leaving it like the first.
  imageTag: async (window) => {
    await pressOn(window, window.getByRole("button", { name: /^Add another rule: images with tags/ }), "Enter");
    const second = rule(window, /^images with tags/).nth(1);
    await expect(second.getByRole("list", { name: /^Check:/ })).toContainText("Another rule");
    await pressOn(window, second.getByRole("textbox"), "Backspace");
    await typeChips(window, second.getByRole("textbox"), "dev", "edge");
    await expect(second.getByRole("list", { name: /^Check:/ })).toBeHidden();
  },
  imageName: (window) => typeChips(window, rule(window, /^images with names/).getByRole("textbox"), "legacy/app"),
  imageRegistry: (window) => typeChips(window, rule(window, /^images from registries/).getByRole("textbox"), "registry.example.com"),
  // Isolate needs Block, which one press gives.
  privileged: async (window) => {
    const privileged = rule(window, "privileged containers");
    await arrowTo(window, privileged.getByRole("combobox", { name: /^Continuous action/ }), "isolate");
    await pressOn(window, privileged.getByRole("button", { name: "Set Deployment to Block" }), "Enter");
    await expect(deploymentAction(privileged)).toHaveValue("block");
  },
};

test("a policy with everything is designed by keyboard alone", async ({ window }) => {
  test.setTimeout(600_000);
  await makeRuleset(window, "Watch");

  await test.step("create", async () => {
    await visit(window, "Policies");
    await pressOn(window, create(window), "Enter");
    await expect(window.getByRole("textbox", { name: "Name" })).toBeFocused();
    await window.keyboard.press("Control+a");
    await window.keyboard.type("designed");
    await pressOn(window, window.getByRole("button", { name: "Proceed to security controls" }), "Enter");
    await editorOf(window, "designed");
  });

  await test.step("tick every rule type and give it its parameters", async () => {
    for (const group of ["Scan results", "Kubectl access", "Image signatures"]) await pressOn(window, window.getByRole("button", { name: new RegExp(`^${group}`) }), "Enter");
    const boxes = window.getByRole("tabpanel").getByRole("checkbox", { name: /^(containers|privileged|images|attempts)/ });
    await expect(boxes).toHaveCount(RULES.length);
    // From the last to the first: what is not ticked yet is passed in two stops.
    for (const [place, { type }] of [...RULES.entries()].toReversed()) {
      await pressOn(window, boxes.nth(place), "Space");
      await expect(boxes.nth(place)).toBeChecked();
      await expect(boxes.nth(place)).toBeFocused();
      await PARAMETERS[type]?.(window);
    }
  });

  await test.step("exceptions", async () => {
    await pressOn(window, window.getByRole("button", { name: /^Exceptions/ }), "Enter");
    for (const [kind, value] of [["registries", "quay.io/acme"], ["paths", "docker.io/library/busybox:1.37"]] as const) {
      await pressOn(window, window.getByRole("button", { name: "Add exception" }), "Enter");
      const entry = window.getByRole("menuitem", { name: new RegExp(`images (from|with) ${kind}`) });
      await expect(entry).toBeVisible();
      await expect(async () => {
        await window.keyboard.press("ArrowDown");
        await expect(entry).toBeFocused({ timeout: 200 });
      }).toPass();
      await window.keyboard.press("Enter");
      await typeChips(window, window.getByRole("textbox", { name: /^Values: Allow/ }).last(), value);
    }
  });

  await test.step("two namespaced definitions; a namespace of the first is refused in the second, with the way there", async () => {
    await addDefinition(window, "Payments", "payments", "billing");
    await addDefinition(window, "Sandbox", "sandbox");
    await typeChips(window, window.getByRole("textbox", { name: /^Namespaces/ }), "billing");
    await pressOn(window, window.getByRole("button", { name: "Open Payments" }), "Enter");
    await expect(window.getByRole("tab", { name: /^Payments/, selected: true })).toBeFocused();
  });

  await test.step("a ruleset with custom rules, and a malware scan", async () => {
    await pressOn(window, window.getByRole("tab", { name: "Runtime" }), "Enter");
    await pressOn(window, window.getByRole("button", { name: "Add Ruleset" }), "Enter");
    const dialog = window.getByRole("dialog", { name: "Add Ruleset" });
    await pressOn(window, dialog.getByRole("checkbox", { name: "Watch" }), "Space");
    await pressOn(window, dialog.getByRole("button", { name: "Submit" }), "Enter");
    await expect(window.getByRole("link", { name: "Watch" })).toBeVisible();
    await pressOn(window, window.getByRole("switch", { name: "Run the malware scan" }), "Space");
    await expect(window.getByText(/It runs every day at 02:00 UTC/)).toBeVisible();
  });

  await test.step("undo and redo, then save", async () => {
    await window.keyboard.press("Control+z");
    await expect(window.getByText(/It runs every day/)).toBeHidden();
    await window.keyboard.press("Control+Shift+Z");
    await expect(window.getByText(/It runs every day/)).toBeVisible();
    await window.keyboard.press("Control+s");
    await expect(window.getByText(/v1 · saved/)).toBeVisible();
  });

  await test.step("change and save again", async () => {
    await pressOn(window, window.getByRole("tab", { name: "Cluster-wide" }), "Enter");
    await arrowTo(window, deploymentAction(rule(window, "containers that run in the host PID namespace")), "block");
    await window.keyboard.press("Control+s");
    await expect(window.getByText(/v2 · saved/)).toBeVisible();
  });

  await test.step("compare the versions and restore the first", async () => {
    await pressOn(window, window.getByRole("main").getByRole("link", { name: "History" }).or(window.getByRole("main").getByRole("button", { name: "History" })), "Enter");
    await expect(window.getByRole("heading", { name: "From v1 to v2" })).toBeVisible();
    await expect(window.getByRole("region", { name: "From v1 to v2" })).toContainText("host PID namespace");
    await pressOn(window, window.getByRole("button", { name: "Restore v1" }), "Enter");
    await pressOn(window, window.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }), "Enter");
    await expect(window.getByRole("row").filter({ hasText: "v3 (newest)" })).toContainText("Version 1 restored");
  });

  await test.step("duplicate", async () => {
    await visit(window, "Policies");
    await chooseAction(window, window.getByRole("row").filter({ hasText: "designed" }), "Duplicate");
    await expect(window.getByRole("heading", { level: 1 })).toHaveText("designedPolicy");
  });

  await test.step("what is in use cannot be deleted", async () => {
    await visit(window, "Rulesets");
    await chooseAction(window, window.getByRole("row").filter({ hasText: "Watch" }), "Delete");
    const dialog = window.getByRole("dialog");
    await expect(dialog.getByRole("link", { name: "Policy designed", exact: true })).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Delete ruleset" })).toBeDisabled();
  });
});

/** An action of a row's menu. */
async function chooseAction(window: Page, row: Locator, title: string): Promise<void> {
  await pressOn(window, row.getByRole("button", { name: "Kebab toggle" }), "Enter");
  const entry = window.getByRole("menuitem", { name: title });
  await expect(entry).toBeVisible();
  await expect(async () => {
    if (!(await entry.evaluate((element) => element === document.activeElement))) await window.keyboard.press("ArrowDown");
    await expect(entry).toBeFocused({ timeout: 200 });
  }).toPass();
  await window.keyboard.press("Enter");
}
