import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import { lastPolicy, openEditor, webBaseline } from "../editor/support.tsx";
import { rulesetSummary } from "./support.tsx";

const RULESETS = { "rulesets.list": () => [rulesetSummary({ name: "WebPods", description: "For the web" }), rulesetSummary({ name: "Batch" })] };

it("Runtime takes the rulesets that are ticked, and lets them go", async () => {
  const { user, bridge } = await openEditor(webBaseline(), { handlers: RULESETS });
  await user.click(screen.getByRole("tab", { name: "Runtime" }));
  expect(screen.getByText(/applies cluster-wide: specific rulesets for namespaces cannot be configured/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Add Ruleset" }));
  await user.click(await screen.findByRole("checkbox", { name: "WebPods" }));
  await user.click(screen.getByRole("checkbox", { name: "Batch" }));
  await user.click(screen.getByRole("button", { name: "Submit" }));
  const list = await screen.findByRole("grid", { name: "Rulesets of this policy" });
  expect(within(list).getByRole("link", { name: "WebPods" })).toHaveAttribute("href", "/rulesets/WebPods");
  await user.click(screen.getByRole("button", { name: "Remove the ruleset WebPods" }));
  await waitFor(() => expect(lastPolicy(bridge.requests("drafts.put"))?.runtime.rulesets).toEqual(["Batch"]));
});

it("a ruleset that is not there is kept and marked", async () => {
  await openEditor(webBaseline({ runtime: { rulesets: ["Imported"] } }), { handlers: RULESETS });
  screen.getByRole("tab", { name: "Runtime" }).click();
  expect(await screen.findByText("no such ruleset here")).toBeVisible();
});

it("an Amazon ECS policy has nothing but rulesets", async () => {
  await openEditor(emptyPolicy("web_baseline", "ecs"), { handlers: RULESETS });
  expect(screen.queryByRole("tab")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Add Ruleset" })).toBeVisible();
});
