/** Typing what is read aloud: most words of the fingerprint are shown, one in each row must be heard. */

export const ROW = 4;

/** The place in each row that is left open, by chance: whoever made another list cannot know which. */
export function openPlaces(words: number, chance: () => number): number[] {
  return Array.from({ length: Math.ceil(words / ROW) }, (_, row) => row * ROW + Math.min(ROW - 1, Math.floor(chance() * ROW)));
}

/** All words, with those that were typed in their places. */
export function heardWords(words: readonly string[], typed: ReadonlyMap<number, string>): string {
  return words.map((word, place) => typed.get(place)?.trim() ?? word).join(" ");
}
