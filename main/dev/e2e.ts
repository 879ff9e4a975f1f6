import { playwright } from "./playwright.ts";

/** `npm run e2e`: the end-to-end tests; arguments go to Playwright. */
process.exitCode = await playwright("e2e", process.argv.slice(2));
