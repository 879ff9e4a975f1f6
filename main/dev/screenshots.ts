import { playwright } from "./playwright.ts";

/** Takes the pictures of the user guide anew: `test/e2e/*.shots.ts` writes them into `docs/images`. */
process.exitCode = await playwright("screenshots", process.argv.slice(2));
