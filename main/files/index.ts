export { readSource } from "./readSource.ts";
export type { ReadOptions } from "./readSource.ts";
