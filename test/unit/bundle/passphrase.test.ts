import { describe, expect, test } from "vitest";
import { fingerprintGroups, fingerprintWords, parseFingerprint, passphraseStrength } from "../../../shared/bundle/index.ts";

describe("the strength of a passphrase", () => {
  test.each([
    ["short", "too-short"],
    ["passwordpassword", "weak"],
    ["aaaaaaaaaaaaaaaaaaaa", "weak"],
    ["1234567890123456", "weak"],
    ["qwertyuiopasdfghjkl", "weak"],
    ["correct horse battery staple", "weak"],
    ["word word word word word", "weak"],
    ["tulip kettle orbit marble pencil", "fair"],
    ["tulip kettle orbit marble pencil saddle lantern", "strong"],
    ["kD9#vQ2!xR7&mT4@", "strong"],
  ])("%s is %s", (passphrase, grade) => {
    expect(passphraseStrength(passphrase).grade).toBe(grade);
  });

  test("counts bytes, not letters, for its length", () => {
    expect(passphraseStrength("ßßßßßß").grade).not.toBe("too-short");
    expect(passphraseStrength("😀😀").grade).toBe("too-short");
  });

  test("says what would help", () => {
    expect(passphraseStrength("short").advice).toContain("12");
    expect(passphraseStrength("tulip kettle orbit marble pencil saddle lantern").advice).toBe("");
  });
});

describe("a fingerprint that was read aloud", () => {
  const fingerprint = "00ff".repeat(16);

  test.each([
    ["digits", fingerprint],
    ["groups", fingerprintGroups(fingerprint).toUpperCase()],
    ["colons", (fingerprint.match(/../g) ?? []).join(":")],
    ["words", fingerprintWords(fingerprint).join(" ").toLowerCase()],
    ["words with commas", fingerprintWords(fingerprint).join(", ")],
  ])("as %s is understood", (_form, typed) => {
    expect(parseFingerprint(typed)).toBe(fingerprint);
  });

  test.each([
    ["a digit too few", fingerprint.slice(1)],
    ["a word too few", fingerprintWords(fingerprint).slice(1).join(" ")],
    ["two words swapped", [...fingerprintWords(fingerprint).slice(0, 30), ...fingerprintWords(fingerprint).slice(30).toReversed()].join(" ")],
    ["another word", fingerprintWords(fingerprint).with(3, "tulip").join(" ")],
    ["nothing", ""],
  ])("with %s is not", (_what, typed) => {
    expect(parseFingerprint(typed)).toBeUndefined();
  });
});
