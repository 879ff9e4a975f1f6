import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { PolicyException } from "../../../shared/model/policy.ts";
import { openEditor, rule, webBaseline } from "./support.tsx";

/** The rows that were drawn, by what their tools are called: each row has some. */
const drawn = vi.hoisted((): string[] => []);
vi.mock("../../../renderer/features/editor/rules/RowTools.tsx", async (load) => {
  const tools = await load<typeof import("../../../renderer/features/editor/rules/RowTools.tsx")>();
  return {
    ...tools,
    RowTools: (props: Parameters<typeof tools.RowTools>[0]) => {
      drawn.push(props.sentence);
      return tools.RowTools(props);
    },
  };
});

it("an edit draws the row that it touches again, neither the others nor what measures the page", async () => {
  const rules = Array.from({ length: 12 }, (_, place) => rule("imageTag", { properties: { operator: "equals", values: [`v${place}`] } }));
  const exceptions = Array.from({ length: 12 }, (_, place): PolicyException => ({ type: "imageName", operator: "contains", values: [`team-${place}/app`] }));
  const { bridge } = await openEditor(webBaseline({ cluster: { rules, exceptions } }));
  const menu = screen.getByRole("combobox", { name: "Deployment action: images with tags that equal “v7”" });
  await waitFor(() => expect(bridge.requests("impact.judge")).not.toEqual([]));
  drawn.length = 0;
  const measure = vi.spyOn(window, "getComputedStyle");
  fireEvent.change(menu, { target: { value: "block" } });
  await waitFor(() => expect(bridge.requests("drafts.put")).not.toEqual([]));
  expect(new Set(drawn)).toEqual(new Set(["images with tags that equal “v7”"]));
  expect(measure).not.toHaveBeenCalled();
});
