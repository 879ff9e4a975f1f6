/** Numbers in typed arrays. Counted loops: `from`, and going over the numbers one by one, make an object for each. */

export function uint32s(length: number, numberAt: (place: number) => number): Uint32Array {
  const numbers = new Uint32Array(length);
  for (let place = 0; place < length; place++) numbers[place] = numberAt(place);
  return numbers;
}

export function bytes(length: number, byteAt: (place: number) => number): Uint8Array {
  const made = new Uint8Array(length);
  for (let place = 0; place < length; place++) made[place] = byteAt(place);
  return made;
}

/**
 * Sorts rows by a key below `distinct`, by counting; rows of equal keys keep their order.
 *
 * @param order the rows
 * @param keys for each row its key
 */
export function sortedBy(order: Uint32Array, keys: Uint32Array, distinct: number): Uint32Array {
  const starts = new Uint32Array(distinct + 1);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] ?? 0;
    starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  }
  for (let key = 0; key < distinct; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0;
    const key = keys[row] ?? 0;
    const place = starts[key] ?? 0;
    starts[key] = place + 1;
    sorted[place] = row;
  }
  return sorted;
}
