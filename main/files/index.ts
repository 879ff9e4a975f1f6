export { readSource } from "./readData.ts";
export type { ReadOptions } from "./readSource.ts";
