import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import { impact } from "../../support/impactData.ts";
import { lastPolicy, openEditor, rule, webBaseline } from "./support.tsx";

const twoDefinitions = () => webBaseline({ namespaced: [{ name: "payments", namespaces: ["pay", "cards"] }, { name: "sandbox", namespaces: ["box"], rules: [rule("hostPID")] }] });

describe("namespaced definitions", () => {
  it("are added with a name, namespaces and a copy of the Cluster-wide rules", async () => {
    const { user, bridge } = await openEditor();
    await user.click(screen.getByRole("button", { name: "Add a NamespacedPolicyDefinition" }));
    const dialog = await screen.findByRole("dialog");
    await user.clear(within(dialog).getByRole("textbox", { name: "Name" }));
    await user.type(within(dialog).getByRole("textbox", { name: "Name" }), "payments");
    await user.click(within(dialog).getByRole("textbox", { name: /^Namespaces/ }));
    await user.paste("pay, cards");
    await user.click(within(dialog).getByRole("button", { name: "Add" }));
    expect(await screen.findByRole("tab", { name: /payments \(2 ns\)/, selected: true })).toBeVisible();
    await waitFor(() =>
      expect(lastPolicy(bridge.requests("impact.judge"))?.namespaced).toEqual([{ name: "payments", namespaces: ["pay", "cards"], rules: webBaseline().cluster.rules }]),
    );
  });

  it("are offered the namespaces of the chosen cluster data that no definition has", async () => {
    const { user, bridge } = await openEditor(twoDefinitions(), { handlers: { "snapshots.namespaces": () => ["box", "payments", "shop"] } });
    await user.click(screen.getByRole("tab", { name: /sandbox/ }));
    const field = await screen.findByRole("combobox", { name: /^Namespaces/ });
    expect([...document.querySelectorAll(`datalist[id="${field.getAttribute("list") ?? ""}"] option`)].map((option) => option.getAttribute("value"))).toEqual(["payments", "shop"]);
    expect(bridge.requests("snapshots.namespaces")).toEqual([{ id: "snap-1" }]);
  });

  it("refuse a namespace that another definition has, naming that one", async () => {
    const { user, bridge } = await openEditor(twoDefinitions());
    await user.click(screen.getByRole("tab", { name: /sandbox/ }));
    await user.type(screen.getByRole("textbox", { name: /^Namespaces/ }), "pay{Enter}");
    expect(screen.getByRole("alert")).toHaveTextContent("pay already belongs to the definition payments");
    expect(bridge.requests("drafts.put")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Open payments" }));
    await waitFor(() => expect(screen.getByRole("tab", { name: /payments/, selected: true })).toHaveFocus());
  });

  it("answer which of them governs a namespace", async () => {
    const { user } = await openEditor(twoDefinitions());
    await user.click(screen.getByRole("button", { name: "What governs a namespace?" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("row", { name: /^box/ })).toHaveTextContent("sandbox1 rule, its own0 exceptions, inherited");
    await user.type(within(dialog).getByRole("textbox", { name: "Namespace" }), "other");
    expect(within(dialog).getByRole("row", { name: /^other/ })).toHaveTextContent("Cluster-wide2 rules");
    await user.clear(within(dialog).getByRole("textbox", { name: "Namespace" }));
    await user.click(within(within(dialog).getByRole("row", { name: /^cards/ })).getByRole("button", { name: "payments" }));
    expect(screen.getByRole("tab", { name: /payments/, selected: true })).toBeVisible();
  });

  it("inherit what they do not have, and start their own from a copy", async () => {
    const { user, bridge } = await openEditor(twoDefinitions());
    await user.click(screen.getByRole("tab", { name: /payments/ }));
    expect(screen.getByText(/Inherits the 2 rules of the Cluster-wide/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Start own rules from a copy" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.namespaced[0]?.rules).toEqual(webBaseline().cluster.rules));
    await user.click(screen.getByRole("button", { name: "Inherit the Cluster-wide rules instead" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))).toEqual(twoDefinitions()));
  });

  it("are renamed, duplicated without their namespaces, and deleted", async () => {
    const { user, bridge } = await openEditor(twoDefinitions());
    await user.click(screen.getByRole("tab", { name: /sandbox/ }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "es");
    await user.click(screen.getByRole("button", { name: "Duplicate" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.namespaced[2]).toEqual({ name: "sandboxes2", namespaces: [], rules: [rule("hostPID")] }));
    expect(await screen.findByRole("tab", { name: /sandboxes2/, selected: true })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Delete definition" }));
    await waitFor(() => expect(screen.getByRole("tab", { name: "Cluster-wide", selected: true })).toHaveFocus());
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.namespaced.map(({ name }) => name)).toEqual(["payments", "sandboxes"]));
  });
});

describe("exceptions", () => {
  it("are added as a sentence with values, owner and expiry", async () => {
    const { user, bridge } = await openEditor();
    await user.click(screen.getByRole("button", { name: /^Exceptions/ }));
    await user.click(screen.getByRole("button", { name: "Add exception" }));
    await user.click(await screen.findByRole("menuitem", { name: "Allow images with names that…" }));
    await user.type(screen.getByRole("textbox", { name: /^Values: Allow images with names/ }), "team/app{Enter}");
    await user.click(screen.getByRole("button", { name: "Owner, reason, ticket, expiry" }));
    await user.type(screen.getByRole("textbox", { name: "Owner" }), "web");
    await waitFor(() =>
      expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.exceptions).toEqual([{ type: "imageName", operator: "equals", values: ["team/app"], owner: "web" }]),
    );
  });

  it("hold the automatic one for trusted images as a switch", async () => {
    const { user, bridge } = await openEditor();
    await user.click(screen.getByRole("button", { name: /^Exceptions/ }));
    await user.click(screen.getByRole("switch", { name: "Allow trusted images used by Container Security" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.trustedImages).toBe(false));
  });
});

describe("signature rules", () => {
  it("name attestors with match all or any and have conditions", async () => {
    const verify = rule("verifyImages", { properties: { attestors: { any: ["build", "qa"] } } });
    const { user, bridge } = await openEditor(webBaseline({ cluster: { rules: [verify], exceptions: [] } }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Match all or any" }), "all");
    await user.click(screen.getByRole("button", { name: "Add condition" }));
    await user.type(screen.getByRole("textbox", { name: "Condition 1: value" }), "r.io");
    await waitFor(() =>
      expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.rules[0]?.properties).toEqual({
        attestors: { all: ["build", "qa"] },
        conditions: [{ type: "match", resourceFilter: "registry", operatorOrFunction: "equals", value: "r.io" }],
      }),
    );
  });
});

describe("an Amazon ECS policy", () => {
  it("explains what it has instead of definitions, and judges nothing", async () => {
    const { bridge } = await openEditor(emptyPolicy("web_baseline", "ecs"));
    expect(screen.getByText("Amazon ECS policies consist of runtime rulesets")).toBeVisible();
    expect(screen.queryByRole("tab")).not.toBeInTheDocument();
    expect(bridge.requests("impact.judge")).toEqual([]);
  });
});

it("an unreachable cluster data list leads to Clusters", async () => {
  await openEditor(webBaseline(), { handlers: { "snapshots.list": () => [], "impact.judge": () => impact() } });
  expect(await screen.findByRole("link", { name: "Open Clusters" })).toHaveAttribute("href", "/clusters");
});
