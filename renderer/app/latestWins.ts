/**
 * Sends requests one at a time and forgets those that a newer one overtook while they waited: the answer to the newest is
 * what counts, and the other side is never asked two things at once.
 */
export function latestWins<Request, Answer>(
  send: (request: Request) => Promise<Answer>,
  deliver: (request: Request, answer: Answer) => void,
): { ask: (request: Request) => void } {
  let waiting: { request: Request } | undefined;
  let busy = false;

  const run = async () => {
    busy = true;
    while (waiting) {
      const { request } = waiting;
      waiting = undefined;
      // An answer that is overtaken is still the best there is until the next one comes.
      deliver(request, await send(request));
    }
    busy = false;
  };
  return {
    ask: (request) => {
      waiting = { request };
      if (!busy) void run();
    },
  };
}
