import { parentPort, workerData } from "node:worker_threads";

import { READY, type WalkingData, type WalkRequest } from "../files/ahead/message.ts";
import { walkSlice } from "../files/ahead/walkSlice.ts";
import { buffersOf, createPieceWalker } from "../files/walker/pieces.ts";

/** A thread that walks slices before it is their turn. What it tells is moved to the reading thread, not copied. */
const { module, maxDepth } = workerData as WalkingData;
const walker = createPieceWalker(module, maxDepth);

parentPort?.on("message", (request: WalkRequest) => {
  const answer = walkSlice(walker, request);
  parentPort?.postMessage(answer, buffersOf(answer.pieces));
});
parentPort?.postMessage(READY);
