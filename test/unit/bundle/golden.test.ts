import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hex, prepareBundle, verifyBundle, writeSignatureFile } from "../../../shared/bundle/index.ts";
import { crypto, FILES, makeBundle, optionsWith, TERMS, testKey, testPublicPem } from "../../support/bundles.ts";

/**
 * A bundle as it was written once, byte for byte: what was signed stays verifiable, on every system and in every later
 * version. `UPDATE_GOLDEN=1` writes it anew, which breaks that promise.
 */

const FOLDER = join(import.meta.dirname, "../../golden/bundle");

function current(): Record<string, Uint8Array> {
  const prepared = prepareBundle(FILES, TERMS, crypto);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  const { payload, statement, toSign } = prepared.value;
  return {
    "example.polbundle": makeBundle(),
    "payload.tar": payload,
    "statement.json": statement,
    "pae.bin": toSign,
    "ada.sigstore.json": writeSignatureFile(testKey("ada").signStatement(statement)),
    "ada.pub": Buffer.from(testPublicPem("ada")),
    "grace.pub": Buffer.from(testPublicPem("grace")),
  };
}

describe("the golden bundle", () => {
  const files = current();
  if (process.env["UPDATE_GOLDEN"]) for (const [name, data] of Object.entries(files)) writeFileSync(join(FOLDER, name), data);

  test.each(Object.entries(files))("%s has the bytes it had", (name, data) => {
    expect(hex(data)).toBe(hex(readFileSync(join(FOLDER, name))));
  });

  test("is accepted", () => {
    expect(verifyBundle(readFileSync(join(FOLDER, "example.polbundle")), optionsWith()).bundle?.files.length).toBe(FILES.length);
  });
});
