import { readSource } from "../files/index.ts";
import type { Readers } from "./reading.ts";

/** The readers of the product. The cluster side is loaded when it is asked for. */
export const defaultReaders: Readers = {
  files: (paths, sink, pace) => readSource(paths, sink, pace),
  async cluster(source, sink, pace, onConnection) {
    const { listCluster } = await import("../cluster/index.ts");
    return listCluster({ ...source, sink, ...pace, onConnection });
  },
};
