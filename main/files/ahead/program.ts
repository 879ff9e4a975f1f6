import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Where the program of a thread is: the first of the places that there is, beside the built program or as source.
 *
 * @param base `import.meta.url` of who asks
 */
export function programOf(places: readonly string[], base: string): URL | undefined {
  return places.map((place) => new URL(place, base)).find((place) => existsSync(fileURLToPath(place)));
}
