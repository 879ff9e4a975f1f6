import type { IncomingHttpHeaders } from "node:http";
import type { Ahead } from "../../../files/walker/index.ts";
import type { Reply } from "../client.ts";

/** A part of a body, in memory that goes back to where it came from. */
export interface ArrivedSlice {
  memory: ArrayBuffer;
  bytes: Buffer;
  ahead?: Ahead | undefined;
}

/** Who asked for an answer. */
export interface Asker {
  resolve(reply: Reply): void;
  reject(error: Error): void;
  onBytes(size: number): void;
  /** The body is left before its end. */
  leave(): void;
  /** Nothing more comes. */
  ended(): void;
}

/** An answer that arrives from another thread part by part, perhaps before anyone has asked for it. */
export interface Arriving {
  head(status: number, headers: IncomingHttpHeaders): void;
  slice(slice: ArrivedSlice): void;
  end(): void;
  fail(error: Error): void;
  /** To be called once. */
  claim(asker: Asker): void;
  isClaimed(): boolean;
  hasEnded(): boolean;
}

/** `took`: a slice was read. */
export function createArriving(took: (memory: ArrayBuffer) => void): Arriving {
  const slices: ArrivedSlice[] = [];
  let asker: Asker | undefined;
  let head: { status: number; headers: IncomingHttpHeaders } | undefined;
  let isTold = false;
  let ahead: Ahead | undefined;
  let outcome: { error?: Error } | undefined;
  let wake: (() => void) | undefined;

  /** Tells the asker what is known. */
  const tell = (): void => {
    wake?.();
    if (!asker) return;
    const { leave } = asker;
    if (!isTold && head) asker.resolve({ ...head, body: read(asker), ahead: () => ahead, discard: () => leave() });
    else if (!isTold && outcome?.error) asker.reject(outcome.error);
    isTold ||= head !== undefined;
    if (outcome) asker.ended();
  };

  async function* read({ onBytes, leave }: Asker): AsyncGenerator<Buffer> {
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
    head(status, headers) {
      head = { status, headers };
      tell();
    },
    slice(slice) {
      slices.push(slice);
      wake?.();
    },
    end() {
      outcome ??= {};
      tell();
    },
    fail(error) {
      outcome ??= { error };
      tell();
    },
    claim(by) {
      asker = by;
      tell();
    },
    isClaimed: () => asker !== undefined,
    hasEnded: () => outcome !== undefined,
  };
}
