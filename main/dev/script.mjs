import module from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Runs one of the scripts beside it: `node main/dev/script.mjs start …`. The only one that is not TypeScript, so that an
 * older Node can read what to do. The compiled code is kept: loading TypeScript anew takes longer than many commands.
 */
const OLDEST_NODE = 24;

const [name = "", ...args] = process.argv.slice(2);
if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(`This needs Node ${OLDEST_NODE}, and this is ${process.versions.node}. The right one is among the packages: run \`npm ci\`, then use npm (npm start, npm test, npm run -s sallyport), which finds it.`);
  process.exit(2);
}
module.enableCompileCache(fileURLToPath(new URL("../../out/.cache", import.meta.url)));
const script = new URL(`./${name}.ts`, import.meta.url);
process.argv = [process.execPath, fileURLToPath(script), ...args];
await import(script.href);
