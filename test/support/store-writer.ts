/**
 * A process of its own that saves to a store until it is stopped, and prints each save once it was acknowledged.
 * Arguments: the store's folder, a prefix for what it makes, and how many rounds (0: without end).
 */
import { openStoreHere } from "../../main/store/here.ts";
import { draftOf, must, NOW, SAMPLE_BASIS, SAMPLE_FACTS, samplePolicy, sampleScan } from "./store.ts";

const [directory = "", prefix = "", rounds = "0"] = process.argv.slice(2);
const last = rounds === "0" ? Number.POSITIVE_INFINITY : Number(rounds);
const store = must(openStoreHere(directory));
const by = { author: "writer", note: "", now: NOW };

// One line a save, written at once: what was printed was acknowledged before.
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const name = `${prefix}P`;
must(await store.createPolicy({ policy: samplePolicy(name, "1"), ...by }));
say(`policy ${name} 1`);

for (let round = 1; round <= last; round++) {
  const version = round + 1;
  must(await store.savePolicy({ policy: samplePolicy(name, String(version)), baseVersion: round, ...by }));
  say(`policy ${name} ${version}`);

  must(await store.putDraft(draftOf(samplePolicy(`${prefix}D`, String(round)), 0)));
  say(`draft ${prefix}D ${round}`);

  const id = `${prefix}s${round}`;
  await store.beginSnapshot({ id, name: id, origin: "files", source: [], taken: NOW });
  await store.putScan({ scan: sampleScan(`${id}-scan`, id, "running"), basis: SAMPLE_BASIS });
  say(`running ${id}-scan`);
  for (let part = 0; part < 3; part++) {
    await store.addBlocks({ id, blocks: [{ first: part * 10, count: 10, data: new Uint8Array(20_000).fill(round % 251) }] });
  }
  await store.finishSnapshot({ id, inventory: new Uint8Array(3_000).fill(round % 251), summary: SAMPLE_FACTS });
  say(`snapshot ${id} ${round % 251}`);
  await store.putScan({ scan: sampleScan(`${id}-scan`, id), basis: SAMPLE_BASIS });
  say(`scan ${id}-scan`);
}
await store.close();
