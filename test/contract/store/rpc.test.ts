import { afterEach, describe, expect, it, vi } from "vitest";
import { connectWorker } from "../../../main/workers/rpc.ts";
import type { WorkerConnection } from "../../../main/workers/rpc.ts";
import { AppFailure } from "../../../shared/kernel/result.ts";
import { ECHO_METHODS } from "../../support/echo.ts";
import type { Echo, EchoEvents } from "../../support/echo.ts";

const url = new URL("../../support/echo-worker.ts", import.meta.url);
const open: WorkerConnection<Echo>[] = [];

async function connect(events: Partial<EchoEvents> = {}): Promise<WorkerConnection<Echo>> {
  const all: EchoEvents = {
    step: (i) => Promise.resolve(i),
    bytes: () => Promise.resolve(),
    fails: () => Promise.reject(new Error("the handler failed")),
    ...events,
  };
  const connected = await connectWorker<Echo, EchoEvents>({ name: "echo", url, events: all }, ECHO_METHODS);
  if (!connected.ok) throw new AppFailure(connected.error);
  open.push(connected.value);
  return connected.value;
}

afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  vi.restoreAllMocks();
});

describe("the transport between a host and its worker", () => {
  it("answers a call with its value", async () => {
    const { remote } = await connect();
    expect(await remote.echo({ a: [1, "two", null] })).toEqual({ a: [1, "two", null] });
  });

  it("answers calls in any order, each with its own answer", async () => {
    const { remote } = await connect();
    expect(await Promise.all([1, 2, 3].map((n) => remote.echo(n)))).toEqual([1, 2, 3]);
  });

  it("brings an expected failure across as the same AppFailure", async () => {
    const { remote } = await connect();
    await expect(remote.refuse()).rejects.toMatchObject({ name: "AppFailure", error: { code: "not-found", message: "nothing there" } });
  });

  it("brings a bug across with the worker's stack", async () => {
    const { remote } = await connect();
    await expect(remote.bug()).rejects.toMatchObject({ message: "a bug", stack: expect.stringContaining("echo-worker") });
  });

  it("rejects the call whose answer or argument cannot be cloned, and goes on", async () => {
    const { remote } = await connect();
    await expect(remote.unclonable()).rejects.toThrow(/could not be cloned/);
    await expect(remote.echo(() => 1)).rejects.toThrow(/could not be cloned/);
    expect(await remote.echo("still here")).toBe("still here");
  });

  it("lets the worker wait until the host has handled an event; a failing handler nobody waits for ends nothing", async () => {
    const seen: number[] = [];
    const { remote } = await connect({
      step: async (i) => {
        await Promise.resolve();
        seen.push(i);
        return i * 10;
      },
    });
    expect(await remote.countTo({ count: 4 })).toBe(30);
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it("moves whole byte arrays instead of copying them", async () => {
    let received = 0;
    const { remote } = await connect({
      bytes: (bytes) => {
        received = bytes.byteLength;
        return Promise.resolve();
      },
    });
    const bytes = new Uint8Array(5000);
    expect(await remote.lengthAfterSending({ bytes })).toBe(0);
    expect(received).toBe(5000);
    expect(bytes.byteLength).toBe(0);
  });

  it("copies a byte array that shares its buffer", async () => {
    const { remote } = await connect();
    const bytes = new Uint8Array(5000).subarray(10, 20);
    await remote.echo({ bytes });
    expect(bytes.byteLength).toBe(10);
  });

  it("lets no other name across than those of the interface", async () => {
    const names = { ...ECHO_METHODS, hidden: true, toString: true } as typeof ECHO_METHODS;
    const connected = await connectWorker<Echo, EchoEvents>(
      { name: "echo", url, events: { step: (i) => Promise.resolve(i), bytes: () => Promise.resolve(), fails: () => Promise.resolve() } },
      names,
    );
    if (!connected.ok) throw new AppFailure(connected.error);
    open.push(connected.value);
    const remote = connected.value.remote as Echo & { hidden(): Promise<string> };
    await expect(remote.hidden()).rejects.toThrow('No method "hidden" crosses this thread.');
    await expect(Promise.resolve(remote.toString())).rejects.toThrow('No method "toString" crosses this thread.');
  });

  it("rejects calls under way when the thread dies, says why, and starts a new one for the next call", async () => {
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const { remote } = await connect();
    await expect(remote.die()).rejects.toMatchObject({
      error: { code: "internal", message: expect.stringContaining("The echo part of Sallyport stopped (died on purpose)") },
    });
    expect(stderr).toHaveBeenCalled();
    expect(await remote.echo("again")).toBe("again");
  });

  it("ends running calls before it closes, and refuses later ones", async () => {
    const connection = await connect();
    const running = connection.remote.countTo({ count: 20 });
    const closing = connection.close();
    expect(await running).toBe(19);
    await closing;
    await expect(connection.remote.echo(1)).rejects.toMatchObject({ error: { message: expect.stringContaining("it was closed") } });
  });

  it("answers the failure with which a worker refuses to start", async () => {
    const events: EchoEvents = { step: (i) => Promise.resolve(i), bytes: () => Promise.resolve(), fails: () => Promise.resolve() };
    const connected = await connectWorker<Echo, EchoEvents>({ name: "echo", url, data: "refuse", events }, ECHO_METHODS);
    expect(connected).toEqual({ ok: false, error: { code: "store-newer", message: "no" } });
  });
});
