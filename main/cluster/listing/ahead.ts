import type { Reply } from "../http/client.ts";

/** Answers asked for before they are needed, by their paths. */
export interface Ahead {
  start(path: string): void;
  /** The answer asked for ahead, if there is one; else asks now. */
  take(path: string): Promise<Reply>;
  /** Ends what was asked for and not taken. */
  drop(): void;
}

export function createAhead(ask: (path: string) => Promise<Reply>): Ahead {
  const pending = new Map<string, Promise<Reply>>();
  return {
    start(path) {
      if (pending.has(path)) return;
      const reply = ask(path);
      // Its failure matters only to whoever takes it.
      reply.catch(() => undefined);
      pending.set(path, reply);
    },
    take(path) {
      const reply = pending.get(path);
      pending.delete(path);
      return reply ?? ask(path);
    },
    drop() {
      for (const reply of pending.values()) reply.then((unread) => unread.discard(), () => undefined);
      pending.clear();
    },
  };
}
