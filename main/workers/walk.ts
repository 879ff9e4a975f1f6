import { parentPort, workerData } from "node:worker_threads";

import { walkFromGuess } from "../files/ahead/guess.ts";
import { READY, type WalkAnswer, type WalkingData, type WalkRequest } from "../files/ahead/message.ts";
import { createPieceWalker } from "../files/walker/pieces.ts";

/** A thread that walks slices before it is their turn. What it tells is moved to the reading thread, not copied. */
const { module, maxDepth } = workerData as WalkingData;
const walker = createPieceWalker(module, maxDepth);

parentPort?.on("message", ({ memory, length, hint }: WalkRequest) => {
  const slice = new Uint8Array(memory, 0, length);
  walker.hold(slice);
  const walked = walkFromGuess(walker, slice, hint);
  const answer: WalkAnswer = { ...walked, lineFeeds: walker.countLines(0, length), walkedLineFeeds: walker.countLines(walked.from, walked.end) };
  parentPort?.postMessage(answer, walked.pieces.flatMap(({ records, texts, values }) => [records.buffer, texts.buffer, values.places.buffer, values.bytes.buffer]));
});
parentPort?.postMessage(READY);
