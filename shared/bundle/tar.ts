import { ascii, concatBytes, equalBytes } from "./bytes.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { byCodeUnit } from "../kernel/stable.ts";

/**
 * The one ustar (POSIX.1-1988) spelling of a set of files: regular files sorted by name, no time, no owner, two zero
 * blocks at the end. The same bytes as of
 * `LC_ALL=C tar --sort=name --format=ustar --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=0644 -b1 -cf out.tar …`.
 */

export interface TarFile {
  /** ASCII, 1 to 100 characters. */
  name: string;
  data: Uint8Array;
}

export const BLOCK = 512;
const MOST_NAME = 100;
/** 11 octal digits. */
const MOST_SIZE = 8 ** 11 - 1;

/** Where each field of a header lies: name for messages, offset, length. */
const FIELDS: [name: string, offset: number, length: number][] = [
  ["name", 0, 100], ["mode", 100, 8], ["uid", 108, 8], ["gid", 116, 8], ["size", 124, 12], ["mtime", 136, 12], ["checksum", 148, 8],
  ["type", 156, 1], ["link name", 157, 100], ["magic", 257, 8], ["user name", 265, 32], ["group name", 297, 32], ["device", 329, 16],
  ["prefix", 345, 155], ["end", 500, 12],
];
const TYPE_OFFSET = 156;
const REGULAR = "0".charCodeAt(0);
const OTHER_TYPES: Record<string, string> = { "1": "a hard link", "2": "a symbolic link", "3": "a device", "4": "a device", "5": "a folder", "6": "a pipe", x: "an extended header", g: "an extended header" };

/** Writes files in the order of their names. Names that do not fit or occur twice are bugs of the caller. */
export function writeTar(files: readonly TarFile[]): Uint8Array {
  const sorted = files.toSorted((a, b) => byCodeUnit(a.name, b.name));
  sorted.forEach(({ name }, index) => {
    if (name === sorted[index - 1]?.name) throw new RangeError(`Twice in one tar: ${name}`);
  });
  const parts = sorted.flatMap(({ name, data }) => [header(name, data.length), data, new Uint8Array(paddingOf(data.length))]);
  return concatBytes(...parts, new Uint8Array(2 * BLOCK));
}

function header(name: string, size: number): Uint8Array {
  if (name.length === 0 || name.length > MOST_NAME || size > MOST_SIZE) throw new RangeError(`Does not fit into ustar: ${name}`);
  const block = new Uint8Array(BLOCK);
  const put = (offset: number, text: string): void => block.set(ascii(text), offset);
  put(0, name);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(148, "        "); // counts as spaces in its own sum
  put(TYPE_OFFSET, "0");
  put(257, "ustar\u000000"); // the name, a zero byte, version 00
  put(329, "0000000\0");
  put(337, "0000000\0");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

export interface TarLimits {
  /** How the archive is called in messages. */
  what: string;
  /** Most files in it. */
  files: number;
  isName: (name: string) => boolean;
}

/** Reads what `writeTar` writes and nothing else: every other byte is refused with its place. The data are views of `bytes`. */
export function readTar(bytes: Uint8Array, limits: TarLimits): Checked<TarFile[]> {
  const files: TarFile[] = [];
  let offset = 0;
  while (offset < bytes.length && bytes[offset] !== 0) {
    if (files.length === limits.files) return refuse("tar-count", `${limits.what} holds more than ${limits.files} files.`);
    const read = readEntry(bytes, offset, limits);
    if (!read.ok) return read;
    const ordered = checkOrder(files.at(-1)?.name, read.value.name, limits.what);
    if (!ordered.ok) return ordered;
    files.push(read.value);
    offset += BLOCK + read.value.data.length + paddingOf(read.value.data.length);
  }
  const rest = bytes.subarray(offset);
  if (rest.length < 2 * BLOCK) return refuse("cut-off", `${limits.what} ends without its last two blocks.`);
  if (rest.length > 2 * BLOCK) return refuse("trailing-bytes", `${limits.what} goes on after its end (byte ${offset + 2 * BLOCK}).`);
  if (rest.some((byte) => byte !== 0)) return refuse("tar-padding", `${limits.what} has something else than zeros in its last two blocks.`);
  return accept(files);
}

function checkOrder(before: string | undefined, name: string, what: string): Checked<null> {
  if (before === name) return refuse("tar-duplicate", `${what} holds ${name} twice.`);
  if (before !== undefined && before > name) return refuse("tar-order", `${what} holds ${name} after ${before}: its files are not in order.`);
  return accept(null);
}

function readEntry(bytes: Uint8Array, offset: number, { what, isName }: TarLimits): Checked<TarFile> {
  const found = bytes.subarray(offset, offset + BLOCK);
  if (found.length < BLOCK) return refuse("cut-off", `${what} ends within the header at byte ${offset}.`);
  const name = textOf(found.subarray(0, MOST_NAME));
  if (!isName(name)) return refuse("part-name", `${what} holds something called ${JSON.stringify(name)}, which has no place there.`);
  const type = found[TYPE_OFFSET] ?? 0;
  if (type !== REGULAR) {
    return refuse("tar-type", `${name} in ${what} is ${OTHER_TYPES[String.fromCharCode(type)] ?? "of an unknown type"}: only ordinary files are allowed.`);
  }
  const digits = textOf(found.subarray(124, 136));
  if (!/^[0-7]{11}$/.test(digits)) return refuse("tar-header", `${name} in ${what} has no proper size.`);
  const size = Number.parseInt(digits, 8);
  const expected = header(name, size);
  const wrong = FIELDS.find(([, start, length]) => !equalBytes(found.subarray(start, start + length), expected.subarray(start, start + length)));
  if (wrong) return refuse("tar-header", `The field "${wrong[0]}" of ${name} in ${what} differs from what a bundle has there.`);
  const start = offset + BLOCK;
  const end = start + size;
  if (end + paddingOf(size) > bytes.length) return refuse("cut-off", `${what} ends within ${name}.`);
  if (bytes.subarray(end, end + paddingOf(size)).some((byte) => byte !== 0)) {
    return refuse("tar-padding", `${what} has something else than zeros after ${name}.`);
  }
  return accept({ name, data: bytes.subarray(start, end) });
}

/** Up to the first zero byte, each byte as one character. */
function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  return String.fromCharCode(...(end < 0 ? field : field.subarray(0, end)));
}
