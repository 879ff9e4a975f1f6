import { sameBytes } from "./bytes";

/** Each distinct run of bytes is kept once, in the arena, and known by a small id. */

const SLOT_SIZE: u32 = 16; // four words: hash (0 when free), offset in the arena, length, id
const HASH_FACTOR: u64 = 0x9e3779b97f4a7c15;

let slots: usize = 0;
let slotMask: u32 = 0;
let arena: usize = 0;
let arenaUsed: u32 = 0;
let arenaCapacity: u32 = 0;
let ids: usize = 0; // for each id: offset in the arena (a multiple of four, so that words can be read where they are), length
let idCount: u32 = 0;

/** Set when the table or the arena has no room for a value; the host makes more and starts anew. */
export let isFull: bool = false;

/** Sets the memory areas (the slots zeroed) and forgets all values. `slotCount` is a power of two. */
export function resetValues(slotArea: usize, slotCount: u32, idArea: usize, arenaArea: usize, capacity: u32): void {
  slots = slotArea;
  slotMask = slotCount - 1;
  ids = idArea;
  idCount = 0;
  arena = arenaArea;
  arenaUsed = 0;
  arenaCapacity = capacity;
  isFull = false;
}

/** How many values are known. */
export function countValues(): u32 {
  return idCount;
}

/** Bytes of the arena in use. */
export function usedArena(): u32 {
  return arenaUsed;
}

/** The arena has more room now. */
export function widenArena(capacity: u32): void {
  arenaCapacity = capacity;
  isFull = false;
}

/** Goes over to a larger table (zeroed) in another area; every value keeps its id. */
export function moveSlots(area: usize, count: u32): void {
  const mask = count - 1;
  for (let old: u32 = 0; old <= slotMask; old++) {
    const from = slots + old * SLOT_SIZE;
    const hash = load<u32>(from);
    if (!hash) continue;
    let i = hash & mask;
    while (load<u32>(area + i * SLOT_SIZE)) i = (i + 1) & mask;
    v128.store(area + i * SLOT_SIZE, v128.load(from));
  }
  slots = area;
  slotMask = mask;
  isFull = false;
}

/** Mixes a word into a hash. */
function mix(hash: u64, word: u64): u64 {
  hash = (hash ^ word) * HASH_FACTOR;
  return hash ^ (hash >> 29);
}

/** A non-zero hash of a run of bytes. */
function hashBytes(p: usize, length: u32): u32 {
  let hash: u64 = <u64>length * HASH_FACTOR;
  let left = length;
  for (; left >= 8; left -= 8, p += 8) hash = mix(hash, load<u64>(p));
  if (left) hash = mix(hash, load<u64>(p) & (((<u64>1) << (left * 8)) - 1));
  return (<u32>(hash >> 32)) | 1;
}

/** The next multiple of four. */
function aligned(length: u32): u32 {
  return (length + 3) & ~3;
}

/** Stores a new value in a free slot and returns its id. */
function addValue(slot: usize, hash: u32, p: usize, length: u32): u32 {
  if (idCount >= slotMask / 2 || arenaUsed + aligned(length) > arenaCapacity) {
    isFull = true;
    return 0;
  }
  store<u32>(slot, hash);
  store<u32>(slot, arenaUsed, 4);
  store<u32>(slot, length, 8);
  store<u32>(slot, idCount, 12);
  store<u32>(ids + idCount * 8, arenaUsed);
  store<u32>(ids + idCount * 8, length, 4);
  memory.copy(arena + arenaUsed, p, length);
  arenaUsed += aligned(length);
  return idCount++;
}

/** The id of a run of bytes. */
export function intern(p: usize, length: u32): u32 {
  const hash = hashBytes(p, length);
  let i = hash & slotMask;
  while (true) {
    const slot = slots + i * SLOT_SIZE;
    const slotHash = load<u32>(slot);
    if (!slotHash) return addValue(slot, hash, p, length);
    if (slotHash == hash && load<u32>(slot, 8) == length && sameBytes(arena + load<u32>(slot, 4), p, length)) {
      return load<u32>(slot, 12);
    }
    i = (i + 1) & slotMask;
  }
}
