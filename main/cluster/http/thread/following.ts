import { pathOfNext } from "../../listing/resources.ts";
import type { Answer } from "./answer.ts";
import type { PlainRequest } from "./messages.ts";

/** Asks for the pages of a list one after the other, before the listing thread does. */
export interface Following {
  /** The answer to a request, where it was asked for already. */
  take(client: number, asked: PlainRequest): Answer | undefined;
  /** The body, with a look at its beginning: which page follows stands there. */
  watch(client: number, asked: PlainRequest, answer: Answer, body: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
}

/** The token stands in front of the items. */
const BEGINNING_BYTES = 2048;
const TOKEN = /"continue"\s*:\s*("[^"\\]+")/;

interface Page {
  client: number;
  asked: PlainRequest;
}

/** One page is on its way that the listing thread has not asked for; it reads one and has asked for another. */
export function createFollowing(start: (client: number, asked: PlainRequest) => Answer): Following {
  let waiting: (Page & { answer: Answer }) | undefined;
  /** The page that was asked for last, and what follows it, once that is known. */
  let last: Answer | undefined;
  let next: Page | undefined;

  const goOn = (): void => {
    if (!next || waiting) return;
    const { client, asked } = next;
    next = undefined;
    last = start(client, asked);
    waiting = { client, asked, answer: last };
  };

  return {
    take(client, asked) {
      if (!asked.follow) return undefined;
      const taken = waiting;
      waiting = undefined;
      if (taken?.client === client && taken.asked.path === asked.path) {
        goOn();
        return taken.answer;
      }
      // Another page is wanted than the one that seemed to follow.
      taken?.answer.leave();
      next = undefined;
      last = undefined;
      return undefined;
    },
    async *watch(client, asked, answer, body) {
      last ??= answer;
      let isFirst = true;
      for await (const piece of body) {
        const token = isFirst && last === answer ? tokenIn(piece.toString("latin1", 0, BEGINNING_BYTES)) : undefined;
        isFirst = false;
        if (token !== undefined) {
          next = { client, asked: { ...asked, path: pathOfNext(asked.path, token) } };
          goOn();
        }
        yield piece;
      }
    },
  };
}

/** The token of the next page as it probably stands in front of the items. */
function tokenIn(beginning: string): string | undefined {
  const quoted = TOKEN.exec(beginning.split('"items"', 1)[0] ?? "")?.[1];
  return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
}
