import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import type { Channel, Request, Response } from "../../../shared/ipc/contract.ts";
import type { SigningKeySummary } from "../../../shared/ipc/signing.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { startServer } from "./server.ts";

/** A desk with a store and a window of its own. Files that go from desk to desk lie in `files` of the test. */
export interface Desk {
  window: Page;
  /** Asks the trusted side over the window's own contract: for what the test does not look at. */
  get<C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>>;
  end(): Promise<void>;
}

export const PASSPHRASE = "four walls of a small desk";

export async function openDesk(browser: Browser, name: string, folder: string, complaints: string[]): Promise<Desk> {
  const [store, home] = ["store", "home"].map((part) => join(folder, name, part)) as [string, string];
  for (const path of [store, home]) mkdirSync(path, { recursive: true });
  const server = await startServer({ store, home });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  const window = await context.newPage();
  window.on("pageerror", (error) => complaints.push(`${name}: ${String(error)}`));
  window.on("console", (message) => message.type() === "error" && !message.text().startsWith("Failed to load resource") && complaints.push(`${name}: ${message.text()}`));
  await window.goto(server.address());
  return {
    window,
    get: (channel, request) => ask(window, channel, request),
    async end() {
      await context.close();
      await server.stop();
    },
  };
}

/** Asks the trusted side over a window's own contract. */
export async function ask<C extends Channel>(window: Page, channel: C, request: Request<C>): Promise<Response<C>> {
  const answer: Result<Response<C>> = await window.evaluate(
    async ([path, body]) => (await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body })).json(),
    [`/ipc/${channel}`, request === undefined ? "" : JSON.stringify(request)] as const,
  );
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`);
  return answer.value;
}

/** Who sits at a desk; `token` is the public key (PEM) of one that signs elsewhere. */
export interface Seat {
  desk: Desk;
  person: string;
  token?: string;
}

function keyAt({ desk, person, token }: Seat): Promise<SigningKeySummary> {
  const name = person.toLowerCase();
  return token === undefined ? desk.get("keys.generate", { name, passphrase: PASSPHRASE }) : desk.get("keys.import", { name, text: token });
}

/** Gives each desk a key of its person, and all of them one trust list by which two of them must sign a bundle. */
export async function trustEachOther(desks: readonly Seat[], file: string): Promise<void> {
  const keys = await Promise.all(desks.map(async (seat) => ({ person: seat.person, key: await keyAt(seat) })));
  const [first, ...others] = desks;
  const own = keys[0];
  if (!first || !own) throw new RangeError("Nobody sits at a desk.");
  await first.desk.get("trust.propose", { content: listOf(keys) });
  await first.desk.get("trust.sign", { keyId: own.key.id, passphrase: PASSPHRASE });
  await first.desk.get("trust.adopt", undefined);
  await first.desk.get("trust.export", { which: "current", path: file, overwrite: false });
  for (const { desk } of others) {
    const { view } = await desk.get("trust.inspect", { paths: [file] });
    await desk.get("trust.pin", { path: file, fingerprint: view?.fingerprint ?? "" });
  }
}

function listOf(keys: readonly { person: string; key: SigningKeySummary }[]): Request<"trust.propose">["content"] {
  const ids = keys.map(({ key }) => key.id);
  const year = { validFrom: new Date(Date.now() - DAY).toISOString(), validUntil: new Date(Date.now() + 365 * DAY).toISOString() };
  const seconds = (time: string): string => time.replace(/\.\d+Z$/, "Z");
  return {
    expires: seconds(year.validUntil),
    persons: keys.map(({ person }) => ({ id: person.toLowerCase(), name: person })),
    keys: keys.map(({ person, key }) => ({ id: key.id, pem: key.publicKey, person: person.toLowerCase(), validFrom: seconds(year.validFrom), validUntil: seconds(year.validUntil) })),
    roles: { bundle: { threshold: 2, keys: ids }, trust: { threshold: 1, keys: ids }, report: { threshold: 1, keys: ids } },
  };
}

const DAY = 86_400_000;
