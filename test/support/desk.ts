import { join } from "node:path";
import { openStoreHere } from "../../main/store/here.ts";
import type { Signing, SigningKeySummary, TrustList } from "../../shared/ipc/signing.ts";
import { startTestApp, type TestApp } from "./app.ts";
import { testKey, testPublicPem } from "./bundles.ts";
import { cheapKeyFile, PASSPHRASE } from "./keyFiles.ts";
import { must, NOW } from "./store.ts";

/** A desk with a store of its own: whoever sits there has keys, trusts a list, makes, signs and takes bundles. */

export const YEAR = { validFrom: "2026-01-01T00:00:00Z", validUntil: "2027-01-01T00:00:00Z" };

export interface Desk extends TestApp {
  /** Sets this desk's clock. RFC 3339. */
  setClock(time: string): void;
  /** A file of this desk. */
  file(name: string): string;
  /** Gives the desk the test key of that name, quick to unlock; answers what signs with it. */
  key(name: string, passphrase?: string): Promise<{ summary: SigningKeySummary; signing: Signing }>;
}

export async function openDesk(): Promise<Desk> {
  let clock: string = NOW;
  const app = await startTestApp({ now: () => clock });
  return Object.assign(app, {
    setClock(time: string) {
      clock = time;
    },
    file: (name: string) => join(app.files, name),
    async key(name: string, passphrase = PASSPHRASE) {
      const { id } = testKey(name).publicKey;
      const store = must(openStoreHere((await app.get("app.info", undefined)).dataDirectory));
      must(await store.addKey({ id, name, publicKey: testPublicPem(name), privateKey: await cheapKeyFile(name, passphrase), certificate: null, origin: "generated", now: NOW }));
      await store.close();
      const summary = (await app.get("keys.list", undefined)).find((one) => one.id === id);
      if (!summary) throw new Error(`The desk has no key ${name}.`);
      return { summary, signing: { keyId: id, passphrase } };
    },
  });
}

/** Makes the desk trust a list that these keys sign, and writes the list to a file of its own. */
export async function adopt(desk: Desk, content: Omit<TrustList, "version">, signings: readonly Signing[]): Promise<string> {
  await desk.get("trust.propose", { content });
  for (const signing of signings) await desk.get("trust.sign", signing);
  const { current } = await desk.get("trust.adopt", undefined);
  const path = desk.file(`${current?.list.version ?? 0}.dsse.json`);
  await desk.get("trust.export", { which: "current", path, overwrite: true });
  return path;
}

/** Makes a desk trust the first list of a file, as after its fingerprint was read aloud. */
export async function pin(desk: Desk, path: string): Promise<void> {
  const { view } = await desk.get("trust.inspect", { paths: [path] });
  await desk.get("trust.pin", { path, fingerprint: view?.fingerprint ?? "" });
}

export interface Listed {
  person: string;
  key: Pick<SigningKeySummary, "id" | "publicKey">;
  revokedAt?: string;
}

/** A trust list of persons with a key each, all of them for every role. */
export function listOf(listed: readonly Listed[], { bundle = 1, trust = 1, expires = "2027-01-01T00:00:00Z" } = {}): Omit<TrustList, "version"> {
  const ids = listed.map(({ key }) => key.id);
  return {
    expires,
    persons: [...new Set(listed.map(({ person }) => person))].map((name) => ({ id: name.toLowerCase(), name })),
    keys: listed.map(({ person, key, revokedAt }) => ({ id: key.id, pem: key.publicKey, person: person.toLowerCase(), ...YEAR, ...(revokedAt ? { revokedAt } : {}) })),
    roles: { bundle: { threshold: bundle, keys: ids }, trust: { threshold: trust, keys: ids }, report: { threshold: 1, keys: ids } },
  };
}
