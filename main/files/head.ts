/** The beginning of a stream, read ahead to see what it is. */
export interface Head {
  bytes: Buffer;
  /** There is no more. */
  whole: boolean;
  /** Reading failed behind these bytes. */
  failure?: unknown;
}

/** Reads at least so many bytes, or all there are. */
export async function readHead(stream: AsyncGenerator<Buffer>, atLeast: number): Promise<Head> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    while (length < atLeast) {
      const next = await stream.next();
      if (next.done) return { bytes: Buffer.concat(parts), whole: true };
      parts.push(next.value);
      length += next.value.length;
    }
    return { bytes: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts), whole: false };
  } catch (failure) {
    return { bytes: Buffer.concat(parts), whole: true, failure };
  }
}

/** The stream again from its beginning, with the failure where it happened. */
export async function* withHead(head: Head, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.bytes.length > 0) yield head.bytes;
  if (head.failure !== undefined) throw head.failure;
  yield* rest;
}
