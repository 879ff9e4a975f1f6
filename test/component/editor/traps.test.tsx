import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ExceptionUse } from "../../../shared/ipc/types.ts";
import type { PolicyException } from "../../../shared/model/policy.ts";
import { impact, impactRow } from "../../support/impactData.ts";
import { lastPolicy, openEditor, rule, webBaseline } from "./support.tsx";

const exception: PolicyException = { type: "imageRegistry", operator: "startsWith", values: ["quay.io"] };
const excusing = (...exceptions: PolicyException[]) => webBaseline({ cluster: { rules: [rule("privileged")], exceptions } });

describe("traps", () => {
  it("are named beside the rule without any cluster data, and one click does away with them", async () => {
    const leaky = rule("imagePath", { properties: { operator: "notContains", values: ["quay.io/acme"] } });
    const { user, bridge } = await openEditor(webBaseline({ cluster: { rules: [leaky], exceptions: [] } }), { handlers: { "snapshots.list": () => [] } });
    const notes = await screen.findByRole("list", { name: /^Check: images with image paths/ });
    expect(notes).toHaveTextContent("lets quay.io/acme-evil/app:1 pass");
    expect(screen.getByRole("button", { name: /^Image properties\s*1 to check/ })).toBeVisible();
    await user.click(within(notes).getByRole("button", { name: "Use registries that “do not equal”" }));
    expect(screen.queryByRole("list", { name: /^Check:/ })).not.toBeInTheDocument();
    await waitFor(() => expect(lastPolicy(bridge.requests("drafts.put"))?.cluster.rules[0]).toEqual(rule("imageRegistry", { properties: { operator: "notEquals", values: ["quay.io/acme"] } })));
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByRole("list", { name: /^Check: images with image paths/ })).toBeVisible();
  });

  it("of the chosen data come with the result", async () => {
    const trap = { code: "exception-hides-many" as const, path: "cluster.exceptions[0]", message: "It hides findings of 40 workloads.", remedy: "Make it narrower.", fixes: [] };
    await openEditor(excusing(exception), { handlers: { "impact.judge": () => impact({ traps: [trap] }) } });
    expect(await screen.findByText(/hides findings of 40 workloads/)).toBeVisible();
  });
});

describe("an exception", () => {
  const use: ExceptionUse = { key: "cluster/0", definition: "cluster", index: 0, state: "used", workloads: 3, needed: 1, images: [], imageCount: 1, namespaces: ["shop"], namespaceCount: 1 };

  it("says what it excuses on the chosen data and lists it", async () => {
    const handlers = {
      "impact.judge": ({ exception: key }: { exception?: string | undefined }) =>
        impact({ exceptions: [use], ...(key === undefined ? {} : { excused: { key, rows: [impactRow({ verdict: "allow", why: "privileged" })], total: 3 } }) }),
    };
    const { user } = await openEditor(excusing(exception), { handlers });
    await user.click(await screen.findByRole("button", { name: /^excuses 3 workloads in 1 namespace; 1 needs it/ }));
    expect(await screen.findByText("excused (3)")).toBeVisible();
    expect(screen.getByText("shop/cart")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Close the list of what the exception excuses" }));
    expect(screen.queryByText("excused (3)")).not.toBeInTheDocument();
  });

  it("says since when it is unused, and is switched off by its tick", async () => {
    const memory = { firstSeen: "2026-01-05T10:00:00Z", lastSeen: "2026-11-20T10:00:00Z", lastUsed: { taken: "2026-03-01T10:00:00Z", data: "prod-eu" } };
    const idle: ExceptionUse = { ...use, state: "unused", workloads: 0, needed: 0, namespaces: [], namespaceCount: 0, memory };
    const { user, bridge } = await openEditor(excusing(exception), { handlers: { "impact.judge": () => impact({ exceptions: [idle] }) } });
    expect(await screen.findByText(/excuses nothing here; last used on prod-eu, .*Mar.* 2026|excuses nothing here; last used on prod-eu, .*2026/)).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "Allow images from registries with names that start with “quay.io”" }));
    await waitFor(() => expect(lastPolicy(bridge.requests("impact.judge"))?.cluster.exceptions[0]?.enabled).toBe(false));
  });
});
