import { writeFileSync } from "node:fs";

/** Imported into a process that is measured: it leaves its peak memory in MB where the environment says. */
const file = process.env["SALLYPORT_BENCH_PEAK"];
if (file !== undefined) process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS / 1024)));
