import { afterEach, beforeEach, expect, it } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import { openDatabase } from "../../../main/store/open.ts";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import { must, NOW, samplePolicy, temporaryFolder } from "../../support/store.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

it("lists say the same of what was saved before facts were kept as after, and follow each save", async () => {
  const by = { author: "Ada", note: "", now: NOW };
  const signed = samplePolicy("P", "first");
  const [rule] = signed.cluster.rules;
  if (!rule) throw new Error("the sample has a rule");
  signed.cluster.rules.push({ ...rule, type: "verifyImages", properties: { attestors: { all: ["release-key"] }, conditions: [] } });
  const policy = { ...signed, runtime: { rulesets: ["R"] } };
  const ruleset = { ...emptyRuleset("R", "one"), customRules: [{ name: "own.yaml", text: "- list: a\n  items: [b]\n" }] };

  const store = must(openStoreHere(folder.path));
  must(await store.createPolicy({ policy, ...by }));
  must(await store.createRuleset({ document: ruleset, ...by }));
  const lists = { policies: await store.policies(), rulesets: await store.rulesets() };
  expect(lists).toMatchObject({ policies: [{ description: "first", ruleCount: 2 }], rulesets: [{ description: "one", customFileCount: 1, usedBy: ["P"] }] });
  await store.close();

  const connection = must(openDatabase(folder.path));
  connection.exec("UPDATE policies SET facts = NULL; UPDATE rulesets SET facts = NULL");
  connection.close();

  const again = must(openStoreHere(folder.path));
  expect({ policies: await again.policies(), rulesets: await again.rulesets() }).toEqual(lists);
  must(await again.savePolicy({ policy: samplePolicy("P", "second"), baseVersion: 1, ...by }));
  must(await again.saveRuleset({ document: emptyRuleset("R", "two"), baseRevision: 1, ...by }));
  expect(await again.policies()).toMatchObject([{ description: "second", ruleCount: 1, version: 2 }]);
  expect(await again.rulesets()).toMatchObject([{ description: "two", customFileCount: 0, usedBy: [] }]);
  await again.close();
});
