import type { Diagnostics } from "../../../shared/ipc/signing.ts";
import type { AppInfo } from "../../../shared/ipc/types.ts";

/** Parts of the program by the names that people know them by. */
export const RUNTIME_NAMES: Record<string, string> = { node: "Node.js", electron: "Electron", chrome: "Chromium", openssl: "OpenSSL", v8: "V8" };

/** The page as plain text, to be sent to who helps. */
export function asText({ selfTest, runtime, restored, trail, lastTrustedTime }: Diagnostics, { version, host, dataDirectory }: AppInfo): string {
  return [
    `Sallyport ${version} (${host})`,
    ...runtime.map((part) => `${RUNTIME_NAMES[part.name] ?? part.name} ${part.version}`),
    `Store: ${dataDirectory}`,
    `Store put back: ${restored ? `${restored.noticed}: ${restored.message}` : "no"}`,
    `Latest known time: ${lastTrustedTime ?? "none"}`,
    `Audit trail: ${trail.sequence} records of ${trail.store || "no store"}, ends with ${trail.hash}`,
    `Self-test: ${selfTest.problem ? selfTest.problem.message : "passed"}`,
    ...selfTest.tests.map(({ name, passed }) => `  ${passed ? "passed" : "FAILED"}  ${name}`),
    "",
  ].join("\n");
}
