import { serveWorker } from "../../main/workers/rpc.ts";
import { AppFailure } from "../../shared/kernel/result.ts";
import { ECHO_EVENTS, ECHO_METHODS } from "./echo.ts";
import type { Echo, EchoEvents } from "./echo.ts";

serveWorker<Echo, EchoEvents>({
  methods: ECHO_METHODS,
  events: ECHO_EVENTS,
  start(data, events) {
    if (data === "refuse") throw new AppFailure({ code: "store-newer", message: "no" });
    const implementation = {
      echo: (value: unknown) => Promise.resolve(value),
      lengthAfterSending: async ({ bytes }: { bytes: Uint8Array }) => {
        await events.bytes(bytes);
        return bytes.byteLength;
      },
      refuse: () => Promise.reject(new AppFailure({ code: "not-found", message: "nothing there" })),
      bug: () => Promise.reject(new TypeError("a bug")),
      unclonable: () => Promise.resolve(() => 1),
      countTo: async ({ count }: { count: number }) => {
        let acknowledged = 0;
        for (let i = 0; i < count; i++) {
          acknowledged = await events.step(i);
          void events.fails();
        }
        return acknowledged;
      },
      die: () => {
        setImmediate(() => {
          throw new Error("died on purpose");
        });
        return new Promise<null>(() => undefined);
      },
      hidden: () => Promise.resolve("never to be seen"),
    };
    return { implementation };
  },
});
