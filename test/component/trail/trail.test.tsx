import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Diagnostics, TrailPage, TrailVerification } from "../../../shared/ipc/signing.ts";
import { renderAt } from "../../support/renderAt.tsx";

const hash = (digit: string): string => digit.repeat(64);
const record = (sequence: number, action: string, more: Partial<TrailPage["records"][number]> = {}): TrailPage["records"][number] => ({
  sequence, action, at: `2026-11-25T08:0${sequence}:00.000Z`, actor: "Ada", subject: "web", outcome: "done", details: {}, previous: hash("0"), hash: hash(String(sequence)), ...more,
});
const RECORDS = [record(3, "bundle.verify", { outcome: "refused", details: { reason: "The payload was changed." } }), record(2, "policy.save", { details: { version: 2 } }), record(1, "trail.begin")];
const HOLDS: TrailVerification = { accepted: true, records: 3, head: { store: "s", sequence: 3, hash: hash("3") }, checkpoints: [], coveredTo: 0, compared: [], backwards: [] };

const trail = (verification: TrailVerification = HOLDS) => ({
  "trail.list": () => ({ records: RECORDS, total: RECORDS.length }),
  "trail.state": () => verification,
  "trail.verify": ({ against }: { against: string[] }): TrailVerification => ({ ...verification, compared: against.map((file) => ({ file, state: "cut-off", message: "Its end was cut off." })) }),
});

describe("the audit trail", () => {
  it("says whether the chain holds, how far checkpoints reach, and that the clock was set back", async () => {
    const checkpoints: TrailVerification["checkpoints"] = [{ sequence: 2, key: hash("a"), person: "Grace", at: "2026-11-25T08:02:30Z", state: "good" }];
    renderAt("/trail", trail({ ...HOLDS, records: 9, checkpoints, coveredTo: 2, backwards: [3] }));
    const band = await screen.findByRole("status", { name: "Chain" });
    expect(await within(band).findByText("The chain holds")).toBeVisible();
    expect(band).toHaveTextContent("9 records");
    expect(band).toHaveTextContent(/1 checkpoint: records up to 2 covered by Grace/);
    expect(band).toHaveTextContent("Clock set back once");
  });

  it("names the record at which the chain is broken, and what to do", async () => {
    renderAt("/trail", trail({ ...HOLDS, accepted: false, records: 1, problem: { sequence: 2, message: "Record 2 was changed." } }));
    expect(await screen.findByText(/The chain is broken at record 2/)).toBeVisible();
    expect(screen.getByText("Record 2 was changed.")).toBeVisible();
    expect(screen.queryByText("The chain holds")).not.toBeInTheDocument();
  });

  it("is narrowed in the program, not in the window, and the filter stays in the address", async () => {
    const { bridge, user, router } = renderAt("/trail?text=web", trail());
    await user.selectOptions(await screen.findByRole("combobox", { name: "What was done" }), "Bundles: all");
    expect(router.state.location.search).toBe("?text=web&action=bundle.");
    await screen.findByText("3 shown");
    expect(bridge.requests("trail.list").at(-1)).toEqual({ limit: 200, offset: 0, action: "bundle.", text: "web" });
  });

  it("is compared with files that left the desk: one that was made after its end shows that the end was cut off", async () => {
    const { bridge, user } = renderAt("/trail", { ...trail(), "files.browse": () => ({ path: "/media", parent: "/", entries: [{ name: "b.polbundle", path: "/media/b.polbundle", kind: "file", size: 9, modified: "2026-11-25T08:00:00Z" }] }) });
    await user.click(await screen.findByRole("button", { name: "Verify" }));
    await user.click(screen.getByRole("button", { name: /Add files/ }));
    await user.click(await screen.findByRole("checkbox", { name: "Select b.polbundle" }));
    await user.click(screen.getByRole("button", { name: "Choose" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Verify" }));
    expect(await screen.findByText("One file does not agree with this trail")).toBeVisible();
    expect(within(screen.getByRole("grid", { name: "Files compared" })).getByText("cut off")).toBeVisible();
    expect(bridge.requests("trail.verify").at(-1)?.against).toEqual(["/media/b.polbundle"]);
  });
});

const DIAGNOSTICS: Diagnostics = { selfTest: { tests: [{ name: "SHA-256", passed: true }] }, runtime: [{ name: "node", version: "24.21.0" }], trail: { store: "s", sequence: 3, hash: hash("3") } };

describe("diagnostics", () => {
  it("a failed self-test is told at every place, with what to do", async () => {
    const selfTest = { tests: [{ name: "ECDSA P-256: verify", passed: false }], problem: { code: "internal" as const, message: "Nothing is signed or verified.", details: { remedy: "Install Sallyport anew." } } };
    renderAt("/connections", { "app.diagnostics": () => ({ ...DIAGNOSTICS, selfTest }) });
    expect(await screen.findByRole("alert")).toHaveTextContent("Nothing is signed or verified. Install Sallyport anew.");
  });

  it("a store that was put back says so until it is acknowledged", async () => {
    const restored = { noticed: "2026-11-25T08:00:00Z", lost: 2, message: "Two versions are missing." };
    const { bridge, user } = renderAt("/settings/diagnostics", { "app.diagnostics": () => ({ ...DIAGNOSTICS, restored }), "app.acknowledgeRestore": () => null });
    expect(await screen.findByText("Two versions are missing.")).toBeVisible();
    bridge.answer({ "app.diagnostics": () => DIAGNOSTICS });
    await user.click(screen.getByRole("button", { name: "Acknowledge" }));
    expect(await screen.findByText("as it was left")).toBeVisible();
    expect(screen.queryByText(/put back/)).not.toBeInTheDocument();
  });
});
