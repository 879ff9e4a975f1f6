import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { AppFailure } from "../../../shared/kernel/result.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";

const guarded = data.context({ name: "staging", exec: { command: "/usr/local/bin/login", args: ["--cluster", "staging one"], allowed: false } });
const withContext = (context: ReturnType<typeof data.context>) => ({ "contexts.list": () => ({ contexts: [context], files: [{ path: context.file, added: false }] }) });

describe("contexts", () => {
  it("run a sign-in command only after the user has seen it and agreed", async () => {
    const { bridge, user } = renderAt("/clusters", { ...withContext(guarded), "contexts.allowExec": () => null, "snapshots.take": () => data.job({ kind: "snapshot" }) });
    await user.click(await screen.findByRole("button", { name: "Take a snapshot of staging" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent('/usr/local/bin/login --cluster "staging one"');
    expect(bridge.requests("snapshots.take")).toEqual([]);

    await user.click(within(dialog).getByRole("button", { name: "Run it for this context" }));
    const taking = await screen.findByRole("dialog", { name: "Take a snapshot of staging" });
    await user.type(within(taking).getByRole("textbox", { name: "Namespaces" }), "shop, pay");
    await user.click(within(taking).getByRole("checkbox", { name: "Judge pod templates of other kinds too" }));
    await user.click(within(taking).getByRole("button", { name: "Take snapshot" }));
    await waitFor(() => expect(bridge.requests("snapshots.take")).toEqual([{ source: { type: "context", context: "staging", namespaces: ["shop", "pay"], otherKinds: true }, name: "staging" }]));
    expect(bridge.requests("contexts.allowExec")).toEqual([{ context: "staging", allowed: true }]);
  });

  it("do nothing when the user does not agree", async () => {
    const { bridge, user } = renderAt("/clusters", withContext(guarded));
    await user.click(await screen.findByRole("button", { name: "Check" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Do not run it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(bridge.requests("contexts.check")).toEqual([]);
    expect(bridge.requests("contexts.allowExec")).toEqual([]);
  });

  it("tell what may not be listed", async () => {
    const { user } = renderAt("/clusters", {
      ...withContext(data.context()),
      "contexts.check": ({ context }) => ({ context, reachable: true, serverVersion: "v1.34.1", rights: [{ resource: "pods", allowed: true }, { resource: "jobs.batch", allowed: false }] }),
    });
    await user.click(await screen.findByRole("button", { name: "Check" }));
    expect(await screen.findByText("reachable, v1.34.1")).toBeVisible();
    expect(screen.getByText("may not list jobs.batch at cluster scope")).toBeVisible();
  });

  it("that cannot be used say why and offer nothing", async () => {
    renderAt("/clusters", withContext(data.context({ name: "broken", problem: "the file ca.pem is missing" })));
    expect(await screen.findByText("the file ca.pem is missing")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Scan broken now" })).toBeNull();
  });
});

describe("snapshots", () => {
  const one = { "snapshots.list": () => [data.snapshot()], "policies.list": () => [data.policySummary(), data.policySummary({ name: "ecs_one", platform: "ecs" as const })] };

  it("are assigned a policy by choosing it; policies of another platform are not offered", async () => {
    const { bridge, user } = renderAt("/clusters", { ...one, "policies.assign": () => null });
    const select = await screen.findByRole("combobox", { name: "Policy of prod-eu" });
    await within(select).findByRole("option", { name: "web_baseline" });
    expect(within(select).getAllByRole("option").map((option) => option.textContent)).toEqual(["None", "web_baseline"]);
    await user.selectOptions(select, "web_baseline");
    await waitFor(() => expect(bridge.requests("policies.assign")).toEqual([{ target: { type: "snapshot", id: "snap-1" }, policy: "web_baseline" }]));
  });

  it("that scans still show cannot be deleted, and the dialog leads to those scans", async () => {
    const { user } = renderAt("/clusters", { ...one, "scans.list": () => [data.scan()] });
    await user.click(await screen.findByRole("button", { name: "Delete prod-eu" }));
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByRole("link", { name: /Scan of .* by web_baseline v7/ })).toHaveAttribute("href", "/scans/scan-1");
    expect(within(dialog).getByRole("button", { name: "Delete snapshot" })).toBeDisabled();
  });

  it("are deleted after the dialog has said what is lost", async () => {
    const { bridge, user } = renderAt("/clusters", { ...one, "snapshots.delete": () => null });
    await user.click(await screen.findByRole("button", { name: "Delete prod-eu" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("The 90 objects taken on");
    await user.click(within(dialog).getByRole("button", { name: "Delete snapshot" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(bridge.requests("snapshots.delete")).toEqual([{ id: "snap-1" }]);
  });

  it("are imported from files and folders that were ticked", async () => {
    const { bridge, user } = renderAt("/clusters", {
      "files.browse": ({ path = "/media" }) => ({
        path, parent: "/",
        entries: [
          { name: "manifests", path: `${path}/manifests`, kind: "folder" as const, size: 0, modified: data.NOW },
          { name: "prod.json.gz", path: `${path}/prod.json.gz`, kind: "file" as const, size: 10, modified: data.NOW },
        ],
      }),
      "snapshots.take": () => data.job({ kind: "snapshot" }),
    });
    const page = await screen.findByRole("region", { name: "Snapshots" });
    await user.click(await within(page).findByRole("button", { name: "Import files" }));
    await user.click(await screen.findByRole("checkbox", { name: "Select prod.json.gz" }));
    await user.click(screen.getByRole("checkbox", { name: "Select manifests" }));
    await user.click(screen.getByRole("button", { name: "Open" }));
    expect(await screen.findByRole("textbox", { name: /^Name\b/ })).toHaveValue("prod");
    await user.click(screen.getByRole("checkbox", { name: /^Judge pod templates of other kinds too/ }));
    await user.click(screen.getByRole("button", { name: "Import" }));
    await waitFor(() => expect(bridge.requests("snapshots.take")).toEqual([
      { source: { type: "files", paths: ["/media/prod.json.gz", "/media/manifests"], namespace: "default", otherKinds: true }, name: "prod" },
    ]));
  });
});

describe("a snapshot that is carried away", () => {
  it("is written to a folder, with names replaced; a file that is there is overwritten only when asked for", async () => {
    const { bridge, user } = renderAt("/clusters", {
      "snapshots.list": () => [data.snapshot()],
      "files.browse": () => ({ path: "/media/usb", parent: "/media", entries: [] }),
      "snapshots.export": ({ overwrite, path }) => {
        if (!overwrite) throw new AppFailure({ code: "exists", message: `The file ${path} exists already.` });
        return data.job({ kind: "export" });
      },
    });
    await user.click(await screen.findByRole("button", { name: "Export prod-eu" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("checkbox", { name: /^Replace names/ }));
    await waitFor(() => expect(within(dialog).getByRole("button", { name: "Export" })).toBeEnabled());
    await user.click(within(dialog).getByRole("button", { name: "Export" }));
    await user.click(await within(dialog).findByRole("button", { name: "Overwrite" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const request = { id: "snap-1", path: "/media/usb/prod-eu.snapshot.ndjson.zst", pseudonymise: true };
    expect(bridge.requests("snapshots.export")).toEqual([{ ...request, overwrite: false }, { ...request, overwrite: true }]);
  });
});

describe("a path that is typed", () => {
  it("is opened though its folder cannot be shown", async () => {
    const { bridge, user } = renderAt("/clusters", {
      "files.browse": ({ path }) => {
        if (path) throw new AppFailure({ code: "not-found", message: `${path} is no folder.` });
        return { path: "/home/user", parent: "/", entries: [] };
      },
      "snapshots.take": () => data.job({ kind: "snapshot" }),
    });
    const page = await screen.findByRole("region", { name: "Snapshots" });
    await user.click(await within(page).findByRole("button", { name: "Import files" }));
    const path = await screen.findByRole("textbox", { name: "Path" });
    await waitFor(() => expect(path).toHaveValue("/home/user"));
    expect(screen.getByRole("button", { name: "Open" })).toBeDisabled();
    await user.clear(path);
    await user.type(path, "/media/all.ndjson{Enter}");
    expect(await screen.findByText("/media/all.ndjson is no folder.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Open" }));
    await user.click(await screen.findByRole("button", { name: "Import" }));
    await waitFor(() => expect(bridge.requests("snapshots.take")[0]?.source).toMatchObject({ paths: ["/media/all.ndjson"] }));
  });
});

describe("starting a scan", () => {
  it("takes the policy assigned to the data, and goes to the results", async () => {
    const { bridge, router, user } = renderAt("/clusters", {
      "snapshots.list": () => [data.snapshot({ assignedPolicy: "strict" })],
      "policies.list": () => [data.policySummary(), data.policySummary({ name: "strict" })],
      "scans.start": () => data.job({ scanId: "scan-7" }),
      "scans.get": () => data.scan({ id: "scan-7" }),
      "scans.rows": ({ filter, offset, limit }) => data.pageOf(data.rows(3), filter, offset, limit),
    });
    await user.click(await screen.findByRole("button", { name: "Scan prod-eu" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("combobox", { name: /Policy/ })).toHaveValue("strict");
    await user.click(within(dialog).getByRole("radio", { name: "Continuous" }));
    await user.click(within(dialog).getByRole("radio", { name: /Ignore/ }));
    await user.click(within(dialog).getByRole("button", { name: "Start scan" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/scans/scan-7"));
    expect(bridge.requests("scans.start")).toEqual([{ target: { snapshotId: "snap-1" }, policy: "strict", options: { phase: "continuous", unsetFields: "ignored" } }]);

    expect(await screen.findByText("3 shown")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    // They were asked for on the way, by the request with which the page asks.
    expect(bridge.requests("scans.get")).toHaveLength(1);
    expect(bridge.requests("scans.rows")).toHaveLength(1);
  });
});
