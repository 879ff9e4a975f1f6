import { act, createEvent, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { openLastPlace, rememberPlace } from "../../../renderer/app/lastPlace.ts";
import { fail } from "../../../shared/kernel/result.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";

/** A drag event that carries files, as the desktop sends it. */
function dragging(kind: "dragOver" | "drop", files: File[]) {
  const event = createEvent[kind](window);
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files } });
  return event;
}

describe("the navigation", () => {
  it("names only places that exist, marks the present one, and closes over a narrow window", async () => {
    const { user } = renderAt("/settings");
    await user.click(await screen.findByRole("button", { name: "Navigation" }));
    const places = screen.getByRole("navigation", { name: "Places" });
    expect(within(places).getAllByRole("link").map((link) => link.textContent)).toEqual([
      "Overview", "Policies", "Rulesets", "Attestors", "Clusters", "Scans", "Bundles", "Keys and trust", "Signed files", "Audit trail", "Connections", "Settings",
    ]);
    expect(within(places).getByRole("link", { current: "page" })).toHaveTextContent("Settings");
    await user.click(within(places).getByRole("link", { name: "Connections" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Connections" })).toBeVisible();
    expect(screen.queryByRole("navigation", { name: "Places" })).toBeNull();
  });

  it("is skipped by the first link of the page", async () => {
    const { user } = renderAt("/settings");
    await user.click(await screen.findByText("Skip to content"));
    expect(screen.getByRole("main")).toHaveFocus();
  });
});

describe("an address that leads nowhere", () => {
  it("says so and leads back", async () => {
    renderAt("/no/such/place");
    expect(await screen.findByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
    expect(screen.getByRole("link", { name: "Go to the overview" })).toHaveAttribute("href", "/");
  });
});

describe("a fault in one place", () => {
  it("is told there, and the rest of the window stays", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    renderAt("/connections", { "connections.list": () => [null as never] });
    expect(await screen.findByRole("heading", { name: "This part of the window failed" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Navigation" })).toBeVisible();
  });
});

describe("work under way", () => {
  it("is shown at every place, and can be cancelled there", async () => {
    const { bridge, user } = renderAt("/settings", { "jobs.list": () => [data.job()], "jobs.cancel": () => null });
    const running = await screen.findByRole("status", { name: "Running" });
    expect(within(running).getByRole("link", { name: "Scanning prod-eu" })).toHaveAttribute("href", "/scans/scan-1");
    await user.click(within(running).getByRole("button", { name: "Cancel" }));
    expect(bridge.requests("jobs.cancel")).toEqual([{ id: "job-1" }]);
    act(() => bridge.emit("job", data.job({ state: "cancelled" })));
    expect(screen.queryByRole("status", { name: "Running" })).toBeNull();
  });
});

describe("files dropped on the window", () => {
  it("are offered for import, wherever the user is", async () => {
    const { bridge, user } = renderAt("/settings", { "snapshots.take": () => data.job({ kind: "snapshot" }) });
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    const file = new File(["{}"], "prod-eu.json");
    fireEvent(window, dragging("dragOver", [file]));
    expect(screen.getByText("Drop manifests, a snapshot or a bundle to import it")).toBeVisible();
    fireEvent(window, dragging("drop", [file]));
    const dialog = within(await screen.findByRole("dialog", { name: "Import cluster data" }));
    expect(dialog.getByRole("textbox", { name: /^Name\b/ })).toHaveValue("prod-eu");
    await user.click(dialog.getByRole("button", { name: "Import" }));
    await waitFor(() => expect(bridge.requests("snapshots.take")[0]?.source).toMatchObject({ paths: ["/dropped/prod-eu.json"] }));
  });

  it("are judged while they are read when a policy is chosen for it", async () => {
    const { bridge, user, router } = renderAt("/settings", {
      "policies.list": () => [data.policySummary({ name: "prod" }), data.policySummary({ name: "tasks", platform: "ecs" })],
      "scans.start": () => data.job({ kind: "scan", scanId: "scan-1" }),
    });
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    fireEvent(window, dragging("drop", [new File(["{}"], "prod-eu.json")]));
    const dialog = within(await screen.findByRole("dialog", { name: "Import cluster data" }));
    const choice = await dialog.findByRole("combobox", { name: "Scan with" });
    expect(within(choice).queryByRole("option", { name: /tasks/ })).toBeNull();
    await user.selectOptions(choice, "prod");
    await user.click(dialog.getByRole("button", { name: "Import and scan" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/scans/scan-1"));
    expect(bridge.requests("scans.start")).toEqual([
      { target: { source: { type: "files", paths: ["/dropped/prod-eu.json"], namespace: "default" }, name: "prod-eu" }, policy: "prod", options: { phase: "deployment" } },
    ]);
  });

  it("that is a bundle is checked", async () => {
    const { bridge, router } = renderAt("/settings");
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    fireEvent(window, dragging("drop", [new File([""], "prod.polbundle")]));
    await waitFor(() => expect(router.state.location.pathname).toBe("/bundles/import"));
    await waitFor(() => expect(bridge.requests("bundles.inspect")).toEqual([{ path: "/dropped/prod.polbundle" }]));
  });

  it("that cannot be taken in are named", async () => {
    const { bridge } = renderAt("/settings");
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    bridge.pathOf = () => Promise.resolve(fail("too-large", "all.json is larger than what a browser can hand over."));
    fireEvent(window, dragging("drop", [new File([""], "all.json")]));
    expect(await screen.findByText(/all\.json is larger/)).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("the last place", () => {
  it("is where a window opens that was given none", () => {
    const listeners: ((state: { location: { pathname: string; search: string } }) => void)[] = [];
    const state = { location: { pathname: "/", search: "" } };
    rememberPlace({ state, subscribe: (listener) => (listeners.push(listener), () => undefined) });
    listeners[0]?.({ location: { pathname: "/scans/scan-1", search: "?verdict=block" } });

    openLastPlace();
    expect(window.location.hash).toBe("#/scans/scan-1?verdict=block");
    window.history.replaceState(null, "", "#/settings");
    openLastPlace();
    expect(window.location.hash).toBe("#/settings");
  });
});
