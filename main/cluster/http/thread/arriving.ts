import type { IncomingHttpHeaders } from "node:http";
import type { Ahead } from "../../../files/walker/index.ts";
import type { Reply } from "../client.ts";

/** A part of a body, in memory that goes back to where it came from. */
export interface ArrivedSlice {
  memory: ArrayBuffer;
  bytes: Buffer;
  ahead?: Ahead | undefined;
}

/** An answer that arrives from another thread part by part. */
export interface Arriving {
  answer(status: number, headers: IncomingHttpHeaders): void;
  slice(slice: ArrivedSlice): void;
  end(): void;
  fail(error: Error): void;
}

export interface ArrivingOptions {
  resolve(reply: Reply): void;
  reject(error: Error): void;
  onBytes(size: number): void;
  /** A slice was read. */
  took(memory: ArrayBuffer): void;
  /** The body is left before its end. */
  leave(): void;
  /** Nothing more comes. */
  ended(): void;
}

export function createArriving({ resolve, reject, onBytes, took, leave, ended }: ArrivingOptions): Arriving {
  const slices: ArrivedSlice[] = [];
  let ahead: Ahead | undefined;
  let outcome: { error?: Error } | undefined;
  let wake: (() => void) | undefined;

  const settle = (how: { error?: Error }): void => {
    outcome ??= how;
    ended();
    wake?.();
  };

  async function* read(): AsyncGenerator<Buffer> {
    try {
      while (true) {
        const slice = slices.shift();
        if (slice) {
          onBytes(slice.bytes.length);
          ahead = slice.ahead;
          yield slice.bytes;
          took(slice.memory);
        } else if (outcome) {
          if (outcome.error) throw outcome.error;
          return;
        } else {
          await new Promise<void>((ready) => { wake = ready; });
        }
      }
    } finally {
      if (!outcome) leave();
    }
  }

  return {
    answer: (status, headers) => resolve({ status, headers, body: read(), ahead: () => ahead, discard: leave }),
    slice(slice) {
      slices.push(slice);
      wake?.();
    },
    end: () => settle({}),
    fail(error) {
      settle({ error });
      reject(error);
    },
  };
}
