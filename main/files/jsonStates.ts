/**
 * What may come next in a JSON text that is read piece by piece. The names of captured things are `key`, `member` (its
 * value) and `element`.
 */
export type State =
  | "value" | "firstKey" | "key" | "colon" | "member" | "afterMember"
  | "firstElement" | "element" | "afterElement"
  /** After an error: looking for the next element, or for the next line that begins with a value. */
  | "lostElement" | "lost" | "lostAtLineStart";

/** States in which white space means nothing at all. */
export const SKIPS_SPACE: ReadonlySet<State> = new Set(["value", "firstKey", "key", "colon", "member", "afterMember", "element", "afterElement"]);
