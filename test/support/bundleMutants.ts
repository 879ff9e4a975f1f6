import fc from "fast-check";
import { readTar, writeTar, type TarFile } from "../../shared/bundle/tar.ts";

/** Bundles that were changed on the way, in each of the ways there are. */

const BLOCK = 512;

export interface Mutant {
  how: string;
  bytes: Uint8Array;
}

type Mutation = (good: Uint8Array, place: number, amount: number) => Uint8Array;

const at = (good: Uint8Array, place: number): number => place % good.length;

/** On raw bytes, blind to what they mean. */
const BLIND: Record<string, Mutation> = {
  "flips a bit": (good, place, amount) => good.map((byte, index) => (index === at(good, place) ? byte ^ (1 << (amount % 8)) : byte)),
  "changes a byte": (good, place, amount) => good.map((byte, index) => (index === at(good, place) ? amount : byte)),
  "cuts the end off": (good, place) => good.slice(0, at(good, place)),
  "cuts the start off": (good, place) => good.slice(1 + at(good, place)),
  "adds to the end": (good, _place, amount) => join(good, new Uint8Array(1 + amount)),
  "adds blocks to the end": (good, _place, amount) => join(good, new Uint8Array(BLOCK * (1 + (amount % 4)))),
  "adds a copy of itself": (good) => join(good, good),
  "inserts a byte": (good, place, amount) => join(good.slice(0, at(good, place)), Uint8Array.of(amount), good.slice(at(good, place))),
  "takes a byte out": (good, place) => join(good.slice(0, at(good, place)), good.slice(at(good, place) + 1)),
  "repeats a block": (good, place) => onBlocks(good, (blocks) => blocks.toSpliced(place % blocks.length, 0, blocks[place % blocks.length] ?? new Uint8Array())),
  "takes a block out": (good, place) => onBlocks(good, (blocks) => blocks.toSpliced(place % blocks.length, 1)),
  "swaps two blocks": (good, place, amount) => onBlocks(good, (blocks) => swapped(blocks, place, amount)),
  "zeroes from a place on": (good, place) => good.map((byte, index) => (index < at(good, place) ? byte : 0)),
};

/** On the parts, packed again properly: only what is signed can give them away. */
const KNOWING: Record<string, (parts: TarFile[], other: TarFile[], place: number, amount: number) => TarFile[]> = {
  "flips a bit of a part": (parts, _other, place, amount) => onPart(parts, place, (data) => data.map((byte, index) => (index === amount % data.length ? byte ^ (1 << (place % 8)) : byte))),
  "cuts a part": (parts, _other, place, amount) => onPart(parts, place, (data) => data.slice(0, amount % data.length)),
  "adds to a part": (parts, _other, place, amount) => onPart(parts, place, (data) => join(data, Uint8Array.of(amount & 255))),
  "leaves a part out": (parts, _other, place) => parts.toSpliced(place % parts.length, 1),
  "takes a part of another bundle": (parts, other, place) => onPart(parts, place, (data, name) => other.find((one) => one.name === name)?.data ?? data),
  "takes the contents of one part for another": (parts, _other, place, amount) => onPart(parts, place, () => parts[amount % parts.length]?.data ?? new Uint8Array()),
};

/**
 * Mutants of a good bundle that differ from it.
 *
 * @param other a good bundle with the same parts and other contents
 */
export function mutantsOf(good: Uint8Array, other: Uint8Array): fc.Arbitrary<Mutant> {
  const [parts, others] = [partsOf(good), partsOf(other)];
  const blind = Object.entries(BLIND).map(([how, mutate]) => ({ how, mutate }));
  const knowing = Object.entries(KNOWING).map(([how, change]) => ({ how, mutate: (_good: Uint8Array, place: number, amount: number) => writeTar(change(parts, others, place, amount)) }));
  return fc
    .tuple(fc.constantFrom(...blind, ...knowing), fc.nat({ max: 1 << 24 }), fc.nat({ max: 1 << 16 }))
    .map(([{ how, mutate }, place, amount]) => ({ how, bytes: mutate(good, place, amount) }))
    .filter(({ bytes }) => Buffer.compare(bytes, good) !== 0);
}

/** The bundle without one of the parts that it only offers: an approval, a trust list. */
export function withoutOffers(good: Uint8Array): Uint8Array[] {
  const parts = partsOf(good);
  return parts.flatMap(({ name }, index) => (/^(approvals|trust)\//.test(name) ? [writeTar(parts.toSpliced(index, 1))] : []));
}

/** Every way, for a test that all of them are tried. */
export const WAYS = [...Object.keys(BLIND), ...Object.keys(KNOWING)];

function partsOf(bundle: Uint8Array): TarFile[] {
  const tar = readTar(bundle, { what: "The bundle", files: 99, isName: () => true });
  if (!tar.ok) throw new Error(tar.refusal.message);
  return tar.value;
}

function join(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function onBlocks(bytes: Uint8Array, change: (blocks: Uint8Array[]) => Uint8Array[]): Uint8Array {
  const blocks = Array.from({ length: bytes.length / BLOCK }, (_, index) => bytes.subarray(index * BLOCK, (index + 1) * BLOCK));
  return join(...change(blocks));
}

function swapped<T>(list: T[], a: number, b: number): T[] {
  const [first, second] = [a % list.length, b % list.length];
  return list.map((item, index) => (index === first ? (list[second] ?? item) : index === second ? (list[first] ?? item) : item));
}

function onPart(parts: TarFile[], place: number, change: (data: Uint8Array, name: string) => Uint8Array): TarFile[] {
  return parts.map((part, index) => (index === place % parts.length ? { ...part, data: change(part.data, part.name) } : part));
}
