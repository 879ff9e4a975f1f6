import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ACTION_CHOICES } from "../../../renderer/features/trail/view.ts";
import { actionWords, detailsLine, subjectWords } from "../../../renderer/features/trail/words.ts";

const MAIN = join(import.meta.dirname, "../../../main");

/** Every action that the program's sources tell the trail of. */
function toldActions(): string[] {
  const sources = readdirSync(MAIN, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const places = sources.flatMap((name) => [...readFileSync(join(MAIN, name), "utf8").matchAll(/\b(?:done\(|action: |action\()[^,;\n]*/g)].map(([place]) => place));
  return [...new Set(places.flatMap((place) => [...place.matchAll(/"([a-z]+\.[a-z-]+)"/g)].map(([, action = ""]) => action)))];
}

describe("the words of the audit trail", () => {
  test("there are some for every action that the program tells", () => {
    const told = toldActions();
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter((action) => actionWords(action) === action)).toEqual([]);
  });

  test("a filter of an area finds what is of the area, and nothing else", () => {
    const areas = ACTION_CHOICES.flatMap(({ choices }) => choices.map(({ value }) => value)).filter((value) => value.endsWith("."));
    expect(areas).toContain("policy.");
    expect(areas).not.toContain("clusters.");
  });

  test("details begin with the reason, name files by their last part, and end with long numbers cut", () => {
    const digest = "ab".repeat(32);
    expect(detailsLine({ subject: "/media/r.csv", details: { sha256: digest, file: "/media/r.csv", reason: "It was changed.", records: 3, against: ["/media/b.polbundle", "C:\\x\\c.json"] } })).toBe("It was changed. · records 3 · compared with b.polbundle, c.json · SHA-256 abababababab…");
    expect(detailsLine({ subject: "x", details: { note: "", envelope: "{}", signers: [] } })).toBe("");
    expect(subjectWords({ action: "file.save", subject: "/home/ada/scan.csv" })).toBe("scan.csv");
    expect(subjectWords({ action: "trust.update", subject: "/ is no name" })).toBe("/ is no name");
  });
});
