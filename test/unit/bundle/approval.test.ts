import { expect, test } from "vitest";
import { approvableChanges, canonicalJson, hex, readApproval, writeApproval } from "../../../shared/bundle/index.ts";
import { crypto } from "../../support/bundles.ts";

const statement = canonicalJson({ a: 1 }) ?? new Uint8Array();
const approval = (changes: string[]) => writeApproval(statement, { approvedAt: "2026-03-01T10:00:00Z", bundleId: "b", version: 1, changes, schema: 1 }, crypto);
const digestOf = (text: string): string => hex(crypto.sha256(new TextEncoder().encode(text)));

test("an approval comes back from its bytes, and tells which statement it is about", () => {
  const written = approval(["Policy web: one rule more"]);
  expect(written.ok && readApproval(written.value)).toMatchObject({ about: hex(crypto.sha256(statement)), approval: { changes: ["Policy web: one rule more"] } });
  expect(readApproval(statement)).toBeUndefined();
});

test("changes of any length and number can be approved: the digest of the whole stands in place of the rest", () => {
  const long = `Policy web: image registries changed (“${"registry.example/".repeat(500)}😀”)`;
  const many = Array.from({ length: 10_005 }, (_, number) => `change ${number}`);
  expect(approval([long]).ok).toBe(false);
  expect(approval(many).ok).toBe(false);

  const [cut = ""] = approvableChanges([long], crypto);
  expect(cut.startsWith("Policy web: image registries changed (“registry.example/")).toBe(true);
  expect(cut).toContain(digestOf(long));
  expect(approval([cut]).ok).toBe(true);
  expect(approvableChanges([long.replace("😀", "x")], crypto)).not.toEqual([cut]);

  const fewer = approvableChanges(many, crypto);
  expect(fewer.at(-1)).toBe(`And 6 more changes (SHA-256 of the whole text: ${digestOf(many.join("\n"))}).`);
  expect(approval(fewer).ok).toBe(true);
  expect(approval(approvableChanges(["half a letter \ud83d", "short"], crypto)).ok).toBe(true);
});
