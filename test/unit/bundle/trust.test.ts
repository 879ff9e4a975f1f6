import { describe, expect, test } from "vitest";
import { checkFirstTrust, followTrust, readTrustList, trustChanges, trustFor, trustListBytes, writeTrustList, type Checked, type TrustList } from "../../../shared/bundle/index.ts";
import { checkCoherent } from "../../../shared/bundle/trustChain.ts";
import { crypto, testKey } from "../../support/bundles.ts";
import { signedTrustList, testTrustList } from "../../support/fullBundles.ts";

const NOW = "2026-06-01T00:00:00Z";
const [ADA = "", GRACE = "", EDSGER = ""] = ["ada", "grace", "edsger"].map((name) => testKey(name).publicKey.id);
const code = (checked: Checked<unknown>): string => (checked.ok ? "accepted" : checked.refusal.code);
const roles = (trust: TrustList["roles"]["trust"]): Pick<TrustList, "roles"> => ({ roles: { ...testTrustList(1).roles, trust } });

describe("a trust list", () => {
  test("comes back from its bytes, and has one spelling", () => {
    const signed = signedTrustList(testTrustList(1), ["ada", "grace"]);
    const bytes = writeTrustList(signed.envelope);
    expect(readTrustList(bytes, crypto)).toEqual({ ok: true, value: signed });
    const text = new TextDecoder().decode(bytes);
    for (const other of [`${text}\n`, text.replace(":", ": "), text.replace("{", '{"a":1,'), text.replace('"payload"', '"payload":"","payload"')]) {
      expect(code(readTrustList(new TextEncoder().encode(other), crypto))).toBe("envelope-form");
    }
  });

  const broken: Record<string, Partial<TrustList>> = {
    "a person twice": { persons: [...testTrustList(1).persons, { id: "ada", name: "Another" }] },
    "a key twice": { keys: [...testTrustList(1).keys, ...testTrustList(1).keys.slice(0, 1)] },
    "a key under another id": { keys: testTrustList(1).keys.map((key, index) => (index === 0 ? { ...key, id: "ab".repeat(32) } : key)) },
    "a key of nobody": { keys: testTrustList(1).keys.map((key) => ({ ...key, person: "nobody" })) },
    "a key that is no key": { keys: testTrustList(1).keys.map((key) => ({ ...key, pem: key.pem.replace("MFk", "MFl") })) },
    "a role with an unknown key": roles({ threshold: 1, keys: ["ab".repeat(32)] }),
    "a threshold out of reach": roles({ threshold: 4, keys: [ADA, GRACE, EDSGER] }),
    "a threshold that only revoked keys reach": { ...roles({ threshold: 3, keys: [ADA, GRACE, EDSGER] }), keys: testTrustList(1).keys.map((key, index) => (index === 0 ? { ...key, revokedAt: NOW } : key)) },
    "a threshold of none": roles({ threshold: 0, keys: [ADA] }),
    "a time that is none": { expires: "2027-02-30T00:00:00Z" },
  };
  test.each(Object.entries(broken))("with %s is refused", (_what, change) => {
    expect(code(trustListBytes(testTrustList(1, change), crypto))).toBe("trust-form");
  });
});

describe("who signed it", () => {
  const two = roles({ threshold: 2, keys: [ADA, GRACE, EDSGER] });

  test.each([
    ["two of two", signedTrustList(testTrustList(1, two), ["ada", "grace"]), "accepted"],
    ["one of two", signedTrustList(testTrustList(1, two), ["ada"]), "trust-signers-too-few"],
    ["a stranger besides", signedTrustList(testTrustList(1, two), ["ada", "stranger"]), "trust-signers-too-few"],
    ["nobody", signedTrustList(testTrustList(1), []), "trust-signers-too-few"],
  ])("a first list by %s: %s", (_who, list, expected) => {
    expect(code(checkFirstTrust(list, NOW, crypto))).toBe(expected);
  });

  test("two keys of one person count once", () => {
    const oneMind = { ...two, keys: testTrustList(1).keys.map((key) => (key.person === "grace" ? { ...key, person: "ada" } : key)) };
    expect(code(checkFirstTrust(signedTrustList(testTrustList(1, oneMind), ["ada", "grace"]), NOW, crypto))).toBe("trust-signers-too-few");
    expect(code(checkFirstTrust(signedTrustList(testTrustList(1, oneMind), ["ada", "edsger"]), NOW, crypto))).toBe("accepted");
  });

  test("a signature over another list is wrong, not missing", () => {
    const [one, other] = [signedTrustList(testTrustList(1)), signedTrustList(testTrustList(1, { expires: "2027-01-01T00:00:00Z" }))];
    expect(code(checkFirstTrust({ ...one, envelope: { ...one.envelope, signatures: other.envelope.signatures } }, NOW, crypto))).toBe("trust-signature-wrong");
  });

  test("an expired one is refused", () => {
    expect(code(checkFirstTrust(signedTrustList(testTrustList(1)), "2029-01-01T00:00:00Z", crypto))).toBe("trust-expired");
  });
});

describe("the next list", () => {
  const onlyAda = roles({ threshold: 1, keys: [ADA] });
  const onlyGrace = roles({ threshold: 1, keys: [GRACE] });
  const one = testTrustList(1, onlyAda);

  test.each([
    ["by old and new", [signedTrustList(testTrustList(2, onlyGrace), ["ada", "grace"])], "accepted"],
    ["by the new alone, who lowered nothing but took over", [signedTrustList(testTrustList(2, onlyGrace), ["grace"])], "trust-signers-too-few"],
    ["by the old alone", [signedTrustList(testTrustList(2, onlyGrace), ["ada"])], "trust-signers-too-few"],
    ["that leaves one out", [signedTrustList(testTrustList(3, onlyAda), ["ada"])], "trust-gap"],
    ["over two links", [signedTrustList(testTrustList(3, onlyGrace), ["grace"]), signedTrustList(testTrustList(2, onlyGrace), ["ada", "grace"])], "accepted"],
    ["over a link that has expired", [signedTrustList(testTrustList(2, { ...onlyAda, expires: "2026-05-01T00:00:00Z" })), signedTrustList(testTrustList(3, onlyAda))], "accepted"],
    ["that has expired itself", [signedTrustList(testTrustList(2, { ...onlyAda, expires: "2026-05-01T00:00:00Z" }))], "trust-expired"],
    ["by a key that it revokes", [signedTrustList(testTrustList(2, { ...onlyGrace, keys: testTrustList(2).keys.map((key) => (key.id === ADA ? { ...key, revokedAt: NOW } : key)) }), ["ada", "grace"])], "trust-signers-too-few"],
  ])("%s", (_how, lists, expected) => {
    expect(code(followTrust(one, lists, NOW, crypto))).toBe(expected);
  });

  test("those that come with a bundle must follow one another, whoever is trusted", () => {
    expect(code(checkCoherent([signedTrustList(one), signedTrustList(testTrustList(2, onlyAda))], crypto))).toBe("accepted");
    expect(code(checkCoherent([signedTrustList(one), signedTrustList(testTrustList(2, onlyGrace), ["grace"])], crypto))).toBe("trust-signers-too-few");
    expect(code(checkCoherent([signedTrustList(one), signedTrustList(testTrustList(2, onlyAda), ["ada", "stranger"])], crypto))).toBe("trust-signature-wrong");
  });

  test("tells what it changes, in words", () => {
    expect(trustChanges(one, testTrustList(2, { ...roles({ threshold: 2, keys: [ADA, GRACE] }), expires: "2029-01-01T00:00:00Z" }))).toEqual([
      "It expires at 2029-01-01T00:00:00Z, not at 2028-01-01T00:00:00Z.",
      "For trust, 2 must sign, not 1.",
      `For trust from now on: the key ${GRACE.slice(0, 16)}… of grace.`,
    ]);
    expect(trustChanges(one, one)).toEqual([]);
  });
});

test("what a role needs comes with the keys of that role only, and with those revoked here", () => {
  const signed = signedTrustList(testTrustList(4, roles({ threshold: 1, keys: [ADA] })));
  expect(trustFor(signed, "trust").keys.map(({ person }) => person)).toEqual(["ada"]);
  const { keys, threshold, version } = trustFor(signed, "bundle", new Set([GRACE]));
  expect([threshold, version, keys.filter(({ revokedAt }) => revokedAt !== undefined).map(({ person }) => person)]).toEqual([2, 4, ["grace"]]);
});
