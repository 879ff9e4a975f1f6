import { describe, expect, test } from "vitest";
import { writeCarrier } from "../../../shared/bundle/carrier.ts";
import { addSignature, approvableChanges, canonicalJson, hex, openBundle, readApproval, verifyBundle, writeApproval, type SignatureFile } from "../../../shared/bundle/index.ts";
import { crypto, makeBundle, optionsWith, TERMS, testKey } from "../../support/bundles.ts";

const statement = canonicalJson({ a: 1 }) ?? new Uint8Array();
const written = (changes: string[]) => writeApproval(statement, { approvedAt: "2026-03-01T10:00:00Z", bundleId: "b", version: 1, changes, schema: 1 }, crypto);
const digestOf = (text: string): string => hex(crypto.sha256(new TextEncoder().encode(text)));

test("an approval comes back from its bytes, and tells which statement it is about", () => {
  const bytes = written(["Policy web: one rule more"]);
  expect(bytes.ok && readApproval(bytes.value)).toMatchObject({ about: hex(crypto.sha256(statement)), approval: { changes: ["Policy web: one rule more"] } });
  expect(readApproval(statement)).toBeUndefined();
});

test("changes of any length and number can be approved: the digest of the whole stands in place of the rest", () => {
  const long = `Policy web: image registries changed (“${"registry.example/".repeat(500)}😀”)`;
  const many = Array.from({ length: 10_005 }, (_, number) => `change ${number}`);
  expect(written([long]).ok).toBe(false);
  expect(written(many).ok).toBe(false);

  const [cut = ""] = approvableChanges([long], crypto);
  expect(cut.startsWith("Policy web: image registries changed (“registry.example/")).toBe(true);
  expect(cut).toContain(digestOf(long));
  expect(written([cut]).ok).toBe(true);
  expect(approvableChanges([long.replace("😀", "x")], crypto)).not.toEqual([cut]);

  const fewer = approvableChanges(many, crypto);
  expect(fewer.at(-1)).toBe(`And 6 more changes (SHA-256 of the whole text: ${digestOf(many.join("\n"))}).`);
  expect(written(fewer).ok).toBe(true);
  expect(written(approvableChanges(["half a letter \ud83d", "short"], crypto)).ok).toBe(true);
});

describe("approvals in a bundle", () => {
  const bundle = makeBundle();
  const opened = openBundle(bundle, crypto);
  if (!opened.ok) throw new Error(opened.refusal.message);
  const { payload, statement: own, signatures } = opened.value;
  const about = (subject: Uint8Array, signer: string) => {
    const made = writeApproval(subject, { approvedAt: "2026-11-24T01:00:00Z", bundleId: TERMS.bundleId, version: TERMS.version, changes: [], schema: 1 }, crypto);
    if (!made.ok) throw new Error(made.refusal.message);
    return testKey(signer).signStatement(made.value);
  };
  /** The outcome for the bundle with one more approval: who is told to have approved, or the step that refuses it. */
  const outcome = (approval: SignatureFile): string => {
    const { bundle: accepted, steps } = verifyBundle(writeCarrier({ payload, statement: own, signatures, approvals: [approval] }), optionsWith());
    const failed = steps.find((step) => step.outcome === "failed");
    return accepted ? `by ${accepted.approvals.map(({ key }) => key).join(" ")}` : `${failed?.id}: ${failed?.refusal?.code}`;
  };

  test.each([
    ["by one who signed", about(own, "ada"), `by ${testKey("ada").publicKey.id}`],
    ["by a key that nobody knows here, which proves nothing", about(own, "stranger"), `by ${testKey("stranger").publicKey.id}`],
    ["about another bundle", about(statement, "ada"), "signatureFiles: approval-other"],
    ["by another key than it says", { ...about(own, "stranger"), keyDigest: about(own, "ada").keyDigest }, "signatures: signature-wrong"],
    ["that is no approval but the bundle's own statement", testKey("ada").signStatement(own), "signatureFiles: approval-form"],
  ])("%s", (_what, approval, expected) => expect(outcome(approval)).toBe(expected));

  test("do not count for the threshold, and are appended only to the bundle that they are about", () => {
    const alone = writeCarrier({ payload, statement: own, signatures: signatures.slice(0, 1), approvals: [about(own, "grace")] });
    expect(verifyBundle(alone, optionsWith()).steps.find(({ outcome: how }) => how === "failed")?.id).toBe("threshold");
    const { spki } = testKey("ada").publicKey;
    expect(addSignature(opened.value, testKey("ada").signStatement(own), spki, crypto, about(statement, "ada"))).toMatchObject({ ok: false, refusal: { code: "approval-other" } });
    expect(addSignature(opened.value, testKey("ada").signStatement(own), spki, crypto, about(own, "grace"))).toMatchObject({ ok: false, refusal: { code: "signature-wrong" } });
  });
});
