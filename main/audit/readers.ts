import { availableParallelism } from "node:os";

import { readSource } from "../files/index.ts";
import type { Readers } from "./reading.ts";

/** One processor is left to the window, which shows what is found meanwhile. */
const READING_THREADS = Math.max(1, availableParallelism() - 1);

/** The readers of the product. The cluster side is loaded when it is asked for. */
export const defaultReaders: Readers = {
  files: (paths, sink, pace) => readSource(paths, sink, { ...pace, threads: READING_THREADS }),
  async cluster(source, sink, pace, onConnection) {
    const { listCluster } = await import("../cluster/index.ts");
    return listCluster({ ...source, sink, ...pace, onConnection });
  },
};
