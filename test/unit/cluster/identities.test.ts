import { describe, expect, test } from "vitest";
import { createIdentities } from "../../../main/cluster/listing/identities.ts";

describe("identities", () => {
  test("each is new once, however many there are", () => {
    const identities = createIdentities();
    const names = Array.from({ length: 50_000 }, (_, index) => `namespace-${index % 100}/pod-${index}`);
    expect(names.every((name) => identities.add(name))).toBe(true);
    expect(names.some((name) => identities.add(name))).toBe(false);
    expect(identities.size).toBe(50_000);
  });

  test("texts that differ in one character, in length or in their order are different", () => {
    const identities = createIdentities();
    const texts = ["", "a", "b", "aa", "ab", "ba", "a\0", "\0a", "\0", "\0\0", "ä", "\u{1F6A2}", "7e57d004-2b97-0e7a-b45f-5387367791cd", "7e57d004-2b97-0e7a-b45f-5387367791ce"];
    expect(texts.filter((text) => identities.add(text))).toEqual(texts);
    expect(texts.filter((text) => identities.add(text))).toEqual([]);
  });
});
