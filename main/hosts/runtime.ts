/** The store's native library crashes in older ones. */
const OLDEST_NODE = 22;

/** What to say when this Node is too old to run Sallyport; undefined when it is not. */
export function tooOldNode(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return undefined;
  return `Sallyport needs Node ${OLDEST_NODE} or newer, and this is ${version}. It brings its own: start it with npm (npm start, npm run -s sallyport), which finds that one.`;
}
