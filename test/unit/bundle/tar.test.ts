import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BLOCK, readTar, writeTar, type TarFile } from "../../../shared/bundle/tar.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const limits = { what: "The tar", files: 8, isName: (name: string) => /^[a-z./]{1,100}$/.test(name) };
const read = (tar: Uint8Array) => readTar(tar, limits);
const codeOf = (tar: Uint8Array): string | undefined => {
  const result = read(tar);
  return result.ok ? undefined : result.refusal.code;
};

const files: TarFile[] = [{ name: "b.txt", data: bytes("bee") }, { name: "a.txt", data: new Uint8Array(BLOCK).fill(7) }, { name: "c", data: new Uint8Array() }];
const good = writeTar(files);
/** Offset of b.txt, after a.txt with its one block. */
const B = 2 * BLOCK;

function changed(place: number, text: string, tar = good): Uint8Array {
  const copy = tar.slice();
  copy.set(bytes(text), place);
  return copy;
}

/** With the checksum of the header made right again. */
function summed(header: number, place: number, text: string): Uint8Array {
  const copy = changed(header + place, text);
  copy.set(bytes("        "), header + 148);
  const sum = copy.subarray(header, header + BLOCK).reduce((total, byte) => total + byte, 0);
  copy.set(bytes(`${sum.toString(8).padStart(6, "0")}\0 `), header + 148);
  return copy;
}

describe("the tar of bundles", () => {
  test("is sorted, and read as it was written", () => {
    const result = read(good);
    expect(result.ok && result.value.map(({ name, data }) => [name, Buffer.from(data)])).toEqual([
      ["a.txt", Buffer.alloc(BLOCK, 7)],
      ["b.txt", Buffer.from("bee")],
      ["c", Buffer.alloc(0)],
    ]);
    expect(good.length).toBe(7 * BLOCK);
  });

  test("has the same bytes in whatever order files are given", () => {
    const entries = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z]{1,9}$/), data: fc.uint8Array({ maxLength: 1500 }) }), { selector: ({ name }) => name, maxLength: 8 });
    fc.assert(
      fc.property(entries, fc.nat(), (list, seed) => {
        const turn = list.length === 0 ? 0 : seed % list.length;
        const tar = writeTar(list);
        expect(Buffer.compare(tar, writeTar([...list.slice(turn), ...list.slice(0, turn)]))).toBe(0);
        const back = read(tar);
        expect(back.ok && back.value.map(({ name }) => name)).toEqual(list.map(({ name }) => name).toSorted());
      }),
    );
  });

  test.each<[what: string, tar: Uint8Array, code: string]>([
    ["cut off in its end", good.subarray(0, -BLOCK), "cut-off"],
    ["cut off in its last byte", good.subarray(0, -1), "cut-off"],
    ["cut off in data", good.subarray(0, BLOCK + 9), "cut-off"],
    ["cut off in a header", good.subarray(0, B + 9), "cut-off"],
    ["empty", new Uint8Array(), "cut-off"],
    ["with a block more", Buffer.concat([good, Buffer.alloc(BLOCK)]), "trailing-bytes"],
    ["with a byte more", Buffer.concat([good, Buffer.alloc(1)]), "trailing-bytes"],
    ["with something in its end", changed(good.length - 1, "x"), "tar-padding"],
    ["with something after a file", changed(B + BLOCK + 3, "x"), "tar-padding"],
    ["with a file twice", Buffer.concat([good.subarray(0, B), good]), "tar-duplicate"],
    ["out of order", Buffer.concat([good.subarray(B, B + 2 * BLOCK), good]), "tar-order"],
    ["with a name that is not allowed", summed(0, 0, "A"), "part-name"],
    ["with a symbolic link", summed(0, 156, "2"), "tar-type"],
    ["with a hard link", summed(0, 156, "1"), "tar-type"],
    ["with a folder", summed(0, 156, "5"), "tar-type"],
    ["with an extended header", summed(0, 156, "x"), "tar-type"],
    ["with the old mark of a file", summed(0, 156, "\0"), "tar-type"],
    ["with a wrong checksum", changed(148, "000000"), "tar-header"],
    ["with a time", summed(0, 136, "00000000001"), "tar-header"],
    ["with an owner", summed(0, 108, "0000001"), "tar-header"],
    ["with an owner's name", summed(0, 265, "root"), "tar-header"],
    ["with another mode", summed(0, 100, "0000755"), "tar-header"],
    ["with a link's name", summed(0, 157, "a"), "tar-header"],
    ["with a prefix", summed(0, 345, "etc"), "tar-header"],
    ["of GNU", summed(0, 257, "ustar  \0"), "tar-header"],
    ["with a name after the name", summed(0, 20, "x"), "tar-header"],
    ["with something after the header's fields", summed(0, 505, "x"), "tar-header"],
    ["with a size in spaces", summed(0, 124, "       1000 "), "tar-header"],
    ["with a size in binary", summed(0, 124, "\u0080"), "tar-header"],
    ["with a huge size", summed(0, 124, "77777777777"), "cut-off"],
    ["with too many files", writeTar([..."abcdefghi"].map((name) => ({ name, data: bytes("") }))), "tar-count"],
  ])("is not one %s", (_what, tar, code) => expect(codeOf(tar)).toBe(code));

  test("names the place of what is wrong", () => {
    const result = read(summed(0, 108, "0000001"));
    expect(result.ok ? "" : result.refusal.message).toBe('The field "uid" of a.txt in The tar differs from what a bundle has there.');
  });

  test.each(["", "x".repeat(101)])("cannot hold the name %j", (name) => {
    expect(() => writeTar([{ name, data: bytes("") }])).toThrow(RangeError);
  });

  test("cannot hold a name twice", () => {
    expect(() => writeTar([files[0], files[0]].filter((file) => file !== undefined))).toThrow(RangeError);
  });
});
