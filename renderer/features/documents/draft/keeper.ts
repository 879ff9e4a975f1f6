import type { AppError } from "../../../../shared/kernel/result.ts";
import { latestWins } from "../../../app/latestWins.ts";

/** What is to be written: a document with the revision it stands on, or that there is no draft. */
export interface Wanted<T> {
  document: T;
  baseRevision: number;
  isDraft: boolean;
}

export type Answer = { stamp: string | null } | { error: AppError };

export interface Keeper<T> {
  /** Writes this soon; a later change replaces it. */
  change: (wanted: Wanted<T>) => void;
  /** Writes now what waits. */
  flush: () => void;
  /** Forgets what waits. */
  cancel: () => void;
  /** Writes now, in the place of another window's draft with this stamp. */
  over: (wanted: Wanted<T>, stamp: string) => void;
  /** The draft in the store that this window knows from now on. When it is another's, what waits to be written is forgotten. */
  knows: (stamp: string | null) => void;
}

/**
 * Writes drafts after a short rest (`delay`, milliseconds), one write at a time, the newest last, and each over the one that
 * this window knows: `write` gets its stamp.
 */
export function createKeeper<T>(write: (wanted: Wanted<T>, after: string | null) => Promise<Answer>, deliver: (wanted: Wanted<T>, answer: Answer) => void, delay: number): Keeper<T> {
  let stamp: string | null = null;
  // Counts the drafts of others that took the place of this window's: writes asked for before are void.
  let turn = 0;
  let waiting: Wanted<T> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const writer = latestWins(
    async ({ wanted, over, asked }: { wanted: Wanted<T>; over?: string; asked: number }): Promise<Answer | undefined> => {
      if (asked !== turn) return undefined;
      const answer = await write(wanted, over ?? stamp);
      if (asked !== turn) return undefined;
      if ("stamp" in answer) stamp = answer.stamp;
      return answer;
    },
    ({ wanted }, answer) => {
      if (answer) deliver(wanted, answer);
    },
  );
  const cancel = () => {
    clearTimeout(timer);
    waiting = undefined;
  };
  const flush = () => {
    const wanted = waiting;
    cancel();
    if (wanted) writer.ask({ wanted, asked: turn });
  };
  return {
    change: (wanted) => {
      cancel();
      waiting = wanted;
      timer = setTimeout(flush, delay);
    },
    flush,
    cancel,
    over: (wanted, other) => {
      cancel();
      writer.ask({ wanted, over: other, asked: turn });
    },
    knows: (known) => {
      if (known === stamp) return;
      stamp = known;
      turn++;
      cancel();
    },
  };
}
