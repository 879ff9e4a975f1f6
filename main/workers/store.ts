import { AppFailure } from "../../shared/kernel/result.ts";
import type { Store } from "../ports.ts";
import { openStoreHere } from "../store/here.ts";
import { STORE_METHODS } from "../store/methods.ts";
import { serveWorker } from "./rpc.ts";

/** The store's thread: it owns the database connection of this process. */
serveWorker<Store, object>({
  methods: STORE_METHODS,
  events: {},
  start(data) {
    const { directory } = data as { directory: string };
    const opened = openStoreHere(directory);
    if (!opened.ok) throw new AppFailure(opened.error);
    return { implementation: opened.value, close: () => opened.value.close() };
  },
});
