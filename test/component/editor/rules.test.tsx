import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { impact, impactRow } from "../../support/impactData.ts";
import { counts } from "../../support/windowData.ts";
import { lastPolicy, openEditor, rule, webBaseline } from "./support.tsx";

describe("the rules of the editor", () => {
  it("list every type, ticked or not, and tick one with its defaults at the end of the list", async () => {
    const { user, bridge } = await openEditor();
    expect(screen.getByRole("checkbox", { name: "privileged containers" })).toBeChecked();
    await user.click(screen.getByRole("checkbox", { name: "containers that run in the host PID namespace" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.rules.at(-1)).toEqual(rule("hostPID")));
    // Ticking it away again leaves nothing behind.
    await user.click(screen.getByRole("checkbox", { name: "containers that run in the host PID namespace" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))).toEqual(webBaseline()));
  });

  it("keep a saved rule in its place when its tick is taken away", async () => {
    const { user, bridge } = await openEditor();
    await user.click(screen.getByRole("checkbox", { name: "privileged containers" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.rules[0]).toEqual(rule("privileged", { enabled: false })));
    expect(screen.getByRole("button", { name: "Undo the change of: privileged containers" })).toBeVisible();
  });

  it("explain why Isolate needs Block and set it in one click", async () => {
    const { user, bridge } = await openEditor();
    await user.selectOptions(screen.getByRole("combobox", { name: "Continuous action: privileged containers" }), "isolate");
    expect(screen.getByText(/Continuous can be Isolate only if Deployment is Block/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");
    await user.click(screen.getByRole("button", { name: "Set Deployment to Block" }));
    expect(screen.queryByText(/Continuous can be Isolate only/)).not.toBeInTheDocument();
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.rules[0]).toMatchObject({ action: "block", mitigation: "isolate" }));
  });

  it("add another rule of a type, mark it, and take it away by its Undo", async () => {
    const { user, bridge } = await openEditor(webBaseline({ cluster: { rules: [rule("imageTag")], exceptions: [] } }));
    await user.click(screen.getByRole("button", { name: /^Add another rule: images with tags/ }));
    const boxes = screen.getAllByRole("checkbox", { name: /^images with tags/ });
    expect(boxes).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: /^Undo the change of: images with tags/ }));
    expect(screen.getAllByRole("checkbox", { name: /^images with tags/ })).toHaveLength(1);
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.rules).toEqual([rule("imageTag")]));
  });

  it("show a removed rule struck out and bring it back to its place", async () => {
    const { user, bridge } = await openEditor();
    await user.click(screen.getByRole("button", { name: "More for: privileged containers" }));
    await user.click(await screen.findByRole("menuitem", { name: "Remove this rule" }));
    await user.click(screen.getByRole("button", { name: "Bring back: privileged containers" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))).toEqual(webBaseline()));
  });

  it("take values as chips by Enter, by leaving the field and by pasting several", async () => {
    const { user, bridge } = await openEditor(webBaseline({ cluster: { rules: [rule("imageTag", { properties: { operator: "equals", values: [] } })], exceptions: [] } }));
    expect(screen.getByText("Enter at least one value.", { selector: ".ed-problems *" })).toBeVisible();
    const field = screen.getByRole("textbox", { name: /^Tag: type a value/ });
    await user.type(field, "latest{Enter}dev");
    await user.tab();
    await user.click(field);
    await user.paste("rc 1\nrc 2");
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.rules[0]?.properties["values"]).toEqual(["latest", "dev", "rc 1", "rc 2"]));
    await user.click(screen.getByRole("button", { name: "Remove dev" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.rules[0]?.properties["values"]).toEqual(["latest", "rc 1", "rc 2"]));
  });

  it("say which capabilities a set lets through, and the source document's table on demand", async () => {
    const { user } = await openEditor();
    expect(screen.getByText(/^lets through 13: AUDIT_WRITE/)).toBeVisible();
    await user.selectOptions(screen.getByRole("combobox", { name: "Predefined policy" }), "restricted");
    expect(screen.getByText("lets through 1: NET_BIND_SERVICE")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^About: containers with capabilities/ }));
    expect(within(screen.getByRole("table", { name: "Predefined capability policies" })).getAllByRole("rowheader")).toHaveLength(4);
  });

  it("show how many workloads each rule hits, and limit the panel to them", async () => {
    const rules = [{ key: "cluster/0", definition: "cluster", index: 0, type: "privileged", sentence: "privileged containers", action: "log" as const, workloads: 31 }];
    const judged = impact({ rules, verdicts: counts({ log: 31 }), affected: [impactRow({ verdict: "log" })], affectedTotal: 31 });
    const { user, bridge } = await openEditor(webBaseline(), { handlers: { "impact.judge": () => judged } });
    await user.click(await screen.findByRole("button", { name: /^31 workloads hit by: privileged containers/ }));
    await waitFor(() => expect(bridge.requests("impact.judge").at(-1)?.rule).toBe("cluster/0"));
    await user.click(screen.getByRole("button", { name: "Show the workloads of all rules" }));
    await waitFor(() => expect(bridge.requests("impact.judge").at(-1)?.rule).toBeUndefined());
  });

  it("are drawn in portions when there are very many, and a problem in a later one can still be reached", async () => {
    const rules = Array.from({ length: 60 }, (_, place) => rule("imageTag", { properties: { operator: "equals", values: place === 55 ? [] : [`v${place}`] } }));
    const { user } = await openEditor(webBaseline({ cluster: { rules, exceptions: [] } }));
    expect(screen.getByText(/^51 of 63 rows are shown/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "1 to fix" }));
    await user.click(await screen.findByRole("button", { name: /^images with tags that equal …/ }));
    await waitFor(() => expect(document.activeElement).toHaveAttribute("data-path", "cluster.rules[55].properties.values"));
  });

  it("keep the keyboard where it was when a row is replaced", async () => {
    const { user } = await openEditor();
    const hostPid = () => screen.getByRole("checkbox", { name: "containers that run in the host PID namespace" });
    hostPid().focus();
    await user.keyboard(" ");
    await waitFor(() => expect(hostPid()).toBeChecked());
    await waitFor(() => expect(hostPid()).toHaveFocus());
    await user.keyboard(" ");
    await waitFor(() => expect(hostPid()).not.toBeChecked());
    await waitFor(() => expect(hostPid()).toHaveFocus());
    await user.click(screen.getByRole("button", { name: "Add another rule: privileged containers" }));
    await waitFor(() => expect(screen.getAllByRole("combobox", { name: "Deployment action: privileged containers" })[1]).toHaveFocus());
  });

  it("filter by words and by what is selected", async () => {
    const { user } = await openEditor();
    await user.type(screen.getByRole("textbox", { name: "Filter rules" }), "host ipc");
    expect(screen.getAllByRole("checkbox", { name: /^containers|^images|^privileged/ })).toHaveLength(1);
    await user.clear(screen.getByRole("textbox", { name: "Filter rules" }));
    await user.click(screen.getByRole("checkbox", { name: "only selected" }));
    expect(screen.getAllByRole("checkbox", { name: /^containers|^images|^privileged/ })).toHaveLength(2);
  });
});
