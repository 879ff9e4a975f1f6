import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { Settings } from "../../../shared/ipc/types.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";

describe("settings", () => {
  it("are saved together, one entry a line", async () => {
    const { bridge, user } = renderAt("/settings", { "settings.set": (change) => ({ ...data.settings(), ...change }) });
    const author = await screen.findByRole("textbox", { name: "Author" });
    await user.clear(author);
    await user.type(author, "author-2");
    await user.type(screen.getByRole("textbox", { name: "Name of this place" }), "site-a");
    await user.type(screen.getByRole("textbox", { name: "Excluded namespaces" }), "\nkube-public\n");
    await user.type(screen.getByRole("textbox", { name: "Requests a second to a cluster" }), "20");
    await user.click(screen.getByRole("button", { name: "Save settings" }));
    expect(await screen.findByText(/Settings saved/)).toBeInTheDocument();
    expect(bridge.requests("settings.set")).toEqual([{ author: "author-2", place: "site-a", excludedNamespaces: ["kube-system", "kube-public"], trustedDigests: [], requestsPerSecond: 20 }]);
  });

  it("are not saved while a digest or a namespace is none", async () => {
    const { user } = renderAt("/settings");
    await user.type(await screen.findByRole("textbox", { name: "Trusted images" }), "sha256:abc");
    expect(screen.getByText(/"sha256:abc" is no digest/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Save settings" })).toBeDisabled();
    await user.clear(screen.getByRole("textbox", { name: "Trusted images" }));
    expect(screen.getByRole("button", { name: "Save settings" })).toBeEnabled();
    await user.type(screen.getByRole("textbox", { name: "Excluded namespaces" }), "\nKube_System");
    expect(screen.getByText(/"Kube_System" is no namespace/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Save settings" })).toBeDisabled();
  });

  it("take the theme at once", async () => {
    let kept: Settings = data.settings();
    const { bridge, user } = renderAt("/settings", { "settings.get": () => kept, "settings.set": (change) => (kept = { ...kept, ...change }) });
    await user.click(await screen.findByRole("radio", { name: "Dark" }));
    await waitFor(() => expect(screen.getByRole("radio", { name: "Dark" })).toBeChecked());
    expect(bridge.requests("settings.set")).toEqual([{ theme: "dark" }]);
  });

  it("that are refused are told of in a notice that stays", async () => {
    const { user } = renderAt("/settings", {
      "settings.set": () => {
        throw new AppFailure({ code: "store-damaged", message: "The settings could not be written.", details: { remedy: "Free some space." } });
      },
    });
    await user.click(await screen.findByRole("radio", { name: "Dark" }));
    expect(await screen.findByText(/The settings could not be written\./)).toBeVisible();
    expect(screen.getByText("Free some space.")).toBeVisible();
  });
});

describe("connections", () => {
  it("are none by default, and the page says what that means", async () => {
    renderAt("/connections");
    expect(await screen.findByRole("heading", { name: "None" })).toBeVisible();
    expect(screen.getByText(/Nothing left this machine/)).toBeVisible();
  });

  it("are listed with host, port and purpose, and follow what is told", async () => {
    const list = [{ time: data.NOW, host: "10.0.0.1", port: 6443, purpose: "list pods" }];
    const { bridge } = renderAt("/connections", { "connections.list": () => [...list] });
    expect(await screen.findByRole("cell", { name: "10.0.0.1" })).toBeVisible();
    list.push({ time: data.NOW, host: "10.0.0.2", port: 443, purpose: "list jobs" });
    bridge.emit("changed", { topics: ["connections"] });
    expect(await screen.findByRole("cell", { name: "10.0.0.2" })).toBeVisible();
  });
});
