import { fileURLToPath } from "node:url";

import { openApplication } from "../../main/hosts/compose.ts";
import { openStoreHere } from "../../main/store/here.ts";
import type { Application } from "../../main/hosts/application.ts";
import type { Channel } from "../../shared/ipc/contract.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { emptyRuleset } from "../../shared/model/ruleset.ts";
import type { Ruleset } from "../../shared/model/ruleset.ts";
import { must } from "../support/store.ts";
import { inScratch, median, printTable } from "./measure.ts";
import { benchPolicy } from "./policy.ts";

/**
 * How long the channels take that open the policy list, the editor and the versions of a policy, through the store's own
 * thread, over 200 policies with 5,000 versions together and 300 rulesets. The budget of each place is 200 ms.
 */
const POLICIES = 200;
const VERSIONS = 5_000;
const RULESETS = 300;
const ROUNDS = 15;

/** What the window asks when a place is opened; all of a place at once. */
const PLACES: [string, [Channel, unknown][]][] = [
  ["policy list", [["policies.list", undefined], ["drafts.list", undefined]]],
  [
    "policy editor",
    [
      ["drafts.get", { name: "policy_7" }], ["policies.get", { name: "policy_7" }], ["drafts.hold", { name: "policy_7", window: "bench" }],
      ["policies.assignments", undefined], ["snapshots.list", undefined], ["settings.get", undefined], ["rulesets.list", undefined], ["attestors.list", undefined],
    ],
  ],
  ["versions", [["policies.versions", { name: "policy_7" }], ["drafts.get", { name: "policy_7" }], ["policies.compare", { name: "policy_7", a: 1, b: 2 }]]],
  ["ruleset list", [["rulesets.list", undefined]]],
  ["ruleset editor", [["rulesets.get", { name: "ruleset_7" }], ["catalogue.runtimeRules", undefined]]],
];

/** Some fifty rules in three definitions, which name their rulesets: as large as policies of people get. */
function largePolicy(number: number, version: number): Policy {
  const base = benchPolicy();
  const { rules } = base.cluster;
  const exceptions = Array.from({ length: 20 }, (_, index) => ({
    type: "imagePath" as const, operator: "contains" as const, values: [`team-${index}/app`], owner: "platform", reason: "Needed until the next release.",
  }));
  return {
    ...base,
    name: `policy_${number}`,
    description: `Version ${version} of what team ${number} runs`,
    cluster: { rules: [...rules, ...rules], exceptions },
    namespaced: ["one", "two", "three"].map((name, at) => ({ name, namespaces: [`team-${number}-${at}`], rules: [...rules], exceptions })),
    runtime: { rulesets: [`ruleset_${number}`, `ruleset_${number + 1}`] },
  };
}

function largeRuleset(number: number): Ruleset {
  const rule = (index: number): string =>
    `- rule: CR-${String(index).padStart(8, "0")}\n  desc: A shell in a container\n  condition: evt.type = execve and proc.name = shell${index}\n  output: shell %proc.name\n  priority: WARNING\n`;
  return {
    ...emptyRuleset(`ruleset_${number}`, "What to detect"),
    rules: Array.from({ length: 60 }, (_, index) => ({ id: `TM-${String(index + 1).padStart(8, "0")}`, mitigation: "log" })),
    customRules: [{ name: "own.yaml", text: Array.from({ length: 100 }, (_, index) => rule(index)).join("") }],
  };
}

async function fill(directory: string): Promise<void> {
  const store = must(openStoreHere(directory));
  const by = { author: "bench", now: "2026-06-01T00:00:00Z" };
  for (let number = 0; number < RULESETS; number++) must(await store.createRuleset({ document: largeRuleset(number), ...by }));
  for (let number = 0; number < POLICIES; number++) {
    must(await store.createPolicy({ policy: largePolicy(number, 1), note: "", ...by }));
    for (let version = 1; version < VERSIONS / POLICIES; version++) {
      must(await store.savePolicy({ policy: largePolicy(number, version + 1), baseVersion: version, note: "a change", ...by }));
    }
  }
  await store.close();
}

const here = (path: string): URL => new URL(`../../${path}`, import.meta.url);

async function ask(app: Application, calls: [Channel, unknown][]): Promise<void> {
  // As hosts do: the answer goes to the window as text.
  await Promise.all(calls.map(async ([channel, request]) => JSON.stringify(must(await app.handle(channel, request)))));
}

await inScratch(async (folder) => {
  await fill(folder);
  const workers = { store: here("out/main/store-worker.js"), audit: here("out/main/audit-worker.js"), hcl: here("out/main/hcl-worker.js") };
  const app = must(await openApplication({ host: "web", dataDirectory: folder, workers, resourcesDirectory: fileURLToPath(here("resources")) }));
  const rows: string[][] = [];
  for (const [name, calls] of PLACES) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      await ask(app, calls);
      times.push(performance.now() - begun);
    }
    rows.push([name, (times[0] ?? 0).toFixed(0), median(times).toFixed(0), Math.max(...times).toFixed(0)]);
  }
  await app.close();
  printTable(["place", "first ms", "median ms", "slowest ms"], rows);
});
