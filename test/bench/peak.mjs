import { writeFileSync } from "node:fs";

/** Imported into a process that is measured: at its end it leaves its peak memory in MB and its processor time in ms where the environment says. */
const file = process.env["SALLYPORT_BENCH_PEAK"];
if (file !== undefined) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ peak: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1000 }));
  });
}
