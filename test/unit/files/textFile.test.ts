import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readTextFile } from "../../../main/files/textFile.ts";

function fileOf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-text-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  return path;
}

const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

describe("a text file", () => {
  it.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from("a: é𝔘\r\n")],
    ["UTF-8 with its mark", Buffer.from("\ufeffa: é𝔘\r\n")],
    ["UTF-16 as Windows writes it", utf16("\ufeffa: é𝔘\r\n")],
    ["UTF-16, big end first", utf16("\ufeffa: é𝔘\r\n").swap16()],
  ])("in %s is read without its mark", async (_what, bytes) => expect(await readTextFile(fileOf(bytes))).toEqual({ ok: true, value: "a: é𝔘\r\n" }));

  it.each<[string, Uint8Array, number, number]>([
    ["a byte that is none of UTF-8", Buffer.concat([Buffer.from("a: 1\nb: é"), Uint8Array.of(0xff, 0x41)]), 2, 5],
    ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 1, 1],
    ["a character that is cut off", Buffer.from([0x61, 0xc3]), 1, 2],
    ["half of UTF-16", Buffer.concat([utf16("\ufeffa\nb"), Uint8Array.of(0x00, 0xd8)]), 2, 2],
  ])("with %s is refused at its place", async (_what, bytes, line, column) => {
    expect(await readTextFile(fileOf(bytes))).toMatchObject({ ok: false, error: { code: "unreadable", details: { line, column, remedy: expect.stringContaining("UTF-8") as unknown } } });
  });

  it("that is not there or too large is refused", async () => {
    expect(await readTextFile("/nowhere/x")).toMatchObject({ ok: false, error: { code: "unreadable", message: expect.stringContaining("there is no such file") as unknown, details: { file: "/nowhere/x" } } });
    expect(await readTextFile(fileOf(Buffer.from("abc")), 2)).toMatchObject({ ok: false, error: { code: "too-large" } });
  });
});
