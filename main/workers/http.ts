import { parentPort, workerData } from "node:worker_threads";

import type { HttpThreadData } from "../cluster/http/thread/messages.ts";
import { serveHttp } from "../cluster/http/thread/serve.ts";

/** The thread that talks to an API server and walks the lists that it gives. */
if (parentPort) serveHttp(parentPort, workerData as HttpThreadData);
