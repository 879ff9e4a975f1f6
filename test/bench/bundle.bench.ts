import { join } from "node:path";
import { createApp } from "../../main/app.ts";
import { openStoreHere } from "../../main/store/here.ts";
import { prepareBundle, readContents, verifyBundle, writeBundle, writeContents, type BundleContents } from "../../shared/bundle/index.ts";
import type { Channel, Request, Response } from "../../shared/ipc/contract.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import { crypto, optionsWith, TERMS, testKey, TRUST } from "../support/bundles.ts";
import { createFakeAudit } from "../support/fake-audit.ts";
import { must, NOW } from "../support/store.ts";
import { inScratch, loadOfMachine, median, printTable } from "./measure.ts";
import { benchPolicy } from "./policy.ts";

/**
 * How long it takes to verify a bundle of 100 policies with three signatures (budget: 50 ms after start), and to export one
 * (budget: 200 ms, from the window's request to the file in the store). SALLYPORT_BENCH_POLICIES changes the size.
 */
const POLICIES = Number(process.env["SALLYPORT_BENCH_POLICIES"] ?? 100);
const ROUNDS = 15;
const BUDGET = { verify: 50, export: 200 };

const policies = Array.from({ length: POLICIES }, (_, index) => ({ ...benchPolicy(), name: `policy_${index}` }));
const contents: BundleContents = {
  name: "bench", rulesets: [], attestors: [], absent: [], trail: { store: "s", sequence: 1, hash: "ab".repeat(32) },
  policies: policies.map((policy) => ({ policy, version: 1, saved: NOW, author: "ada" })),
};

function demand<T>(checked: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T {
  if (!checked.ok) throw new Error(checked.refusal.message);
  return checked.value;
}

interface Times {
  /** By the clock, milliseconds. */
  wall: number[];
  /** Of the processors, all threads together: what a busy machine changes less than the clock. */
  cpu: number[];
}

async function times(work: (round: number) => unknown): Promise<Times> {
  const taken: Times = { wall: [], cpu: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const [begun, before] = [performance.now(), process.cpuUsage()];
    await work(round);
    taken.wall.push(performance.now() - begun);
    const { user, system } = process.cpuUsage(before);
    taken.cpu.push((user + system) / 1000);
  }
  return taken;
}

function row(name: string, { wall, cpu }: Times, budget: number): string[] {
  const shown = [wall[0] ?? 0, median(wall), Math.max(...wall), cpu[0] ?? 0, median(cpu)].map((ms) => ms.toFixed(1));
  return [name, ...shown, (median(wall) / budget).toFixed(2)];
}

await inScratch(async (folder) => {
  const prepared = demand(prepareBundle(demand(writeContents(contents, TERMS)), TERMS, crypto));
  const bundle = writeBundle(prepared, ["ada", "grace", "edsger"].map((name) => testKey(name).signStatement(prepared.statement)));
  console.log(`${POLICIES} policies, 3 signatures: ${bundle.length} bytes`);
  const options = optionsWith({ trust: { ...TRUST, threshold: 3 } });
  const verified = await times(() => {
    if (!verifyBundle(bundle, options).bundle) throw new Error("A good bundle was refused.");
  });
  const read = await times(() => demand(readContents(verifyBundle(bundle, options).bundle?.files ?? [])));

  const store = must(openStoreHere(join(folder, "store")));
  const app = must(
    await createApp({
      store,
      audit: (told) => Promise.resolve(ok(createFakeAudit(told))),
      cluster: () => ({ contexts: () => Promise.resolve({ contexts: [], files: [] }), check: () => Promise.reject(new Error("There is no cluster.")) }),
      hcl: { parse: () => Promise.reject(new Error("There is no Terraform.")), close: () => Promise.resolve() },
      info: { version: "1.0.0", host: "web", dataDirectory: folder, homeDirectory: folder },
      userName: "bench",
      resourcesDirectory: folder,
    }),
  );
  const get = async <C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>> => must((await app.handle(channel, request)) as Result<Response<C>>);
  for (const policy of policies) await get("policies.create", { policy });
  const names = policies.map(({ name }) => ({ name }));
  const exported = await times(() => get("bundles.create", { name: "bench", policies: names, audience: [] }));
  await app.close();

  console.log(loadOfMachine());
  printTable(["", "first ms", "median ms", "slowest ms", "first cpu ms", "median cpu ms", "of budget"], [
    row("verify", verified, BUDGET.verify),
    row("verify and read the policies", read, BUDGET.verify),
    row("export", exported, BUDGET.export),
  ]);
});
