import { describe, expect, test } from "vitest";
import { createElectronBridge, type Wire } from "../../../main/preload/bridge.ts";
import { CHANNELS, EVENT_NAMES } from "../../../shared/ipc/contract.ts";
import { ok } from "../../../shared/kernel/result.ts";

type AnyBridge = { invoke(channel: string, request?: unknown): Promise<unknown>; subscribe(event: string, listener: (payload: unknown) => void): () => void; pathOf(file: File): Promise<unknown> };

function bridge(over: Partial<Wire> = {}) {
  const sent: [string, unknown][] = [];
  const listening = new Map<string, (payload: unknown) => void>();
  const wire: Wire = {
    invoke: (name, request) => {
      sent.push([name, request]);
      return Promise.resolve(ok("answer"));
    },
    on: (name, listener) => {
      listening.set(name, listener);
      return () => listening.delete(name);
    },
    pathOf: (file) => (file.name === "real.yaml" ? "/home/me/real.yaml" : ""),
    ...over,
  };
  return { bridge: createElectronBridge(CHANNELS, EVENT_NAMES, wire) as AnyBridge, sent, listening };
}

describe("the bridge in Electron", () => {
  test("carries every channel of the contract under its own name", async () => {
    const { bridge: window, sent } = bridge();
    for (const channel of CHANNELS) expect(await window.invoke(channel, { channel })).toEqual(ok("answer"));
    expect(sent).toEqual(CHANNELS.map((channel) => [`call:${channel}`, { channel }]));
  });

  test.each(["", "nothing", "constructor", "__proto__", "call:app.info", "ELECTRON_BROWSER_REQUIRE"])("carries nothing else: %j", async (channel) => {
    const { bridge: window, sent, listening } = bridge();
    expect(await window.invoke(channel)).toMatchObject({ ok: false, error: { code: "invalid-request" } });
    window.subscribe(channel, () => undefined)();
    expect(sent).toEqual([]);
    expect(listening.size).toBe(0);
  });

  test("passes an event's payload and nothing of Electron, until it is told to stop", () => {
    const { bridge: window, listening } = bridge();
    const seen: unknown[] = [];
    const stop = window.subscribe("changed", (...all) => seen.push(all));
    listening.get("event:changed")?.({ topics: ["policies"] });
    stop();
    expect(seen).toEqual([[{ topics: ["policies"] }]]);
    expect(listening.size).toBe(0);
  });

  test("turns a broken wire into an error the window can show", async () => {
    const { bridge: window } = bridge({ invoke: () => Promise.reject(new Error("gone")) });
    expect(await window.invoke("app.info")).toMatchObject({ ok: false, error: { code: "unreachable" } });
  });

  test("gives the path of a dropped file, and says when it has none", async () => {
    const { bridge: window } = bridge();
    expect(await window.pathOf(new File([], "real.yaml"))).toEqual(ok("/home/me/real.yaml"));
    expect(await window.pathOf(new File([], "made-up"))).toMatchObject({ ok: false, error: { code: "unreadable" } });
  });
});
