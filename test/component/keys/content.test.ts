import { describe, expect, it } from "vitest";
import { ableFor, addKey, addPerson, beginning, problemsOf, removePerson, renamePerson, setRole, setThreshold, settled } from "../../../renderer/features/keys/propose/content.ts";
import type { Content } from "../../../renderer/features/keys/propose/content.ts";
import { heardWords, openPlaces } from "../../../renderer/features/keys/trust/heard.ts";
import { ROLE_TITLES } from "../../../renderer/features/keys/words.ts";
import { missingText } from "../../../renderer/features/keys/trust/listWords.ts";
import { signingKey, trustList } from "./support.ts";

const NOW = Date.parse("2026-11-25T08:00:00Z");
const empty = (): Content => beginning(undefined, [], NOW);

describe("the next trust list", () => {
  it("begins with what is trusted, and proposes a key as revoked that was revoked here since", () => {
    const content = beginning(trustList(), [signingKey("grace", { state: "revoked", stateSince: "2026-11-24T10:00:00.123Z" })], NOW);
    expect(content).not.toHaveProperty("version");
    expect(content.keys.find(({ person }) => person === "grace")?.revokedAt).toBe("2026-11-24T10:00:00Z");
    expect(content.keys.find(({ person }) => person === "ada")).not.toHaveProperty("revokedAt");
  });

  it("counts persons: two keys of one reach no threshold of two", () => {
    const one = renamePerson(empty(), "new-1", "Ada");
    const twoKeys = addKey(addKey(one, "new-1", signingKey("ada"), NOW), "new-1", signingKey("token"), NOW);
    expect(ableFor(twoKeys, "bundle")).toBe(1);
    expect(problemsOf(setThreshold(twoKeys, "bundle", 2), ROLE_TITLES)).toEqual(["Policy bundles: 2 must sign, but only 1 person has a key for it."]);
    expect(problemsOf(setRole(setRole(twoKeys, "report", signingKey("ada").id, false), "report", signingKey("token").id, false), ROLE_TITLES)).toHaveLength(1);
  });

  it("gives new persons ids of their names, each once, and takes a person out with the keys and their roles", () => {
    const two = addPerson(renamePerson(empty(), "new-1", "Zoë O’Neil"));
    const named = settled(addKey(renamePerson(two, "new-2", "zoe o neil"), "new-2", signingKey("ada"), NOW));
    expect(named.persons.map(({ id }) => id)).toEqual(["zoe-o-neil", "zoe-o-neil-2"]);
    expect(named.keys[0]?.person).toBe("zoe-o-neil-2");
    const without = removePerson(named, "zoe-o-neil-2");
    expect(without.keys).toEqual([]);
    expect(without.roles.trust.keys).toEqual([]);
  });
});

describe("a fingerprint that is heard", () => {
  it("leaves one word of each row open, and is whole with what was typed", () => {
    const words = Array.from({ length: 32 }, (_, place) => `word${place}`);
    const open = openPlaces(words.length, () => 0.999_999);
    expect(open).toEqual([3, 7, 11, 15, 19, 23, 27, 31]);
    expect(heardWords(words, new Map([[3, " Heard "]])).split(" ").slice(2, 5)).toEqual(["word2", "Heard", "word4"]);
  });
});

it("says who is missing, and of how many", () => {
  expect(missingText({ needed: 2, persons: ["Ada"], missing: ["Grace", "Lin"] })).toBe("1 more signature needed: Grace or Lin");
  expect(missingText({ needed: 2, persons: [], missing: ["Ada", "Lin"] })).toBe("2 more signatures needed: Ada and Lin");
  expect(missingText({ needed: 1, persons: ["Ada"], missing: ["Lin"] })).toBe("");
});
