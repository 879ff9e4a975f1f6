/** A short body, or the first bytes of a longer one: somewhat more than `enough`. */
export async function readStart(body: AsyncIterable<Buffer>, enough: number): Promise<{ text: string; isWhole: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    // A piece is good until the next one is asked for.
    parts.push(Buffer.from(part));
    size += part.length;
    if (size > enough) return { text: Buffer.concat(parts).toString(), isWhole: false };
  }
  return { text: Buffer.concat(parts).toString(), isWhole: true };
}
