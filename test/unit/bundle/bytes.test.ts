import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, hex } from "../../../shared/bundle/bytes.ts";
import { fingerprintWords } from "../../../shared/bundle/fingerprint.ts";
import { EVEN_WORDS, ODD_WORDS } from "../../../shared/bundle/words.ts";

describe("bytes and text", () => {
  test("UTF-8 is what the platform makes of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const bytes = encodeUtf8(text);
        expect(bytes && Buffer.from(bytes)).toEqual(text.isWellFormed() ? Buffer.from(text) : undefined);
      }),
    );
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 12 }), nearUtf8), (bytes) => void expect(decodeUtf8(bytes)).toBe(fatal(bytes))), { numRuns: 3000 });
  });

  test("text of any length is decoded", () => {
    const text = "é".repeat(100_000);
    expect(decodeUtf8(Buffer.from(text))).toBe(text);
  });

  test("base64 is what the platform makes of it, and only that", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(encodeBase64(bytes)).toBe(text);
        expect(hex(decodeBase64(text) ?? Uint8Array.of(1, 2, 3))).toBe(hex(bytes));
        expect(hex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
      }),
    );
  });

  test.each(["A", "QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "Q-==", "QQ==QQ==", "====", "Q===", "QQA-", "QQB="])("base64 is not %j", (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});

/** What stands in UTF-8 with a byte changed. */
const nearUtf8 = fc.tuple(fc.string({ unit: "binary", maxLength: 6 }), fc.nat(), fc.nat(255)).map(([text, place, byte]) => {
  const bytes = new Uint8Array(Buffer.from(text));
  if (bytes.length > 0) bytes[place % bytes.length] = byte;
  return bytes;
});

function fatal(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

describe("fingerprints as words", () => {
  test("are those of the PGP word list", () => {
    expect(fingerprintWords("e58294f2e9a227486e8b061b31cc528fd7fa3f19").join(" ")).toBe(
      "topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa afflict bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless",
    );
  });

  test("have a word of its own for each byte and place", () => {
    expect([EVEN_WORDS.length, ODD_WORDS.length, new Set([...EVEN_WORDS, ...ODD_WORDS]).size]).toEqual([256, 256, 512]);
  });
});
