import { setFlagsFromString } from "node:v8";

/**
 * Keeps the area of short-lived objects from growing. Reading a large list makes many of them and keeps few, and V8
 * answers by giving them up to 100 MB; measured, that buys no time (100,000 pods: 504 MB at the peak with it, 355 MB
 * without, processor time the same). It holds for the whole process and only limits growth that has not happened yet.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
