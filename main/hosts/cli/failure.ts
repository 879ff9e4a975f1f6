import { AppFailure, type AppError, type ErrorDetails, type Result } from "../../../shared/kernel/result.ts";
import { EXIT, type ExitCode } from "./exit.ts";

/** Ends the command with a message for the user: what happened, where, what to do. */
export function stop(message: string, details?: ErrorDetails): never {
  throw new AppFailure({ code: "invalid-input", message, ...(details ? { details } : {}) });
}

/** The value of a result; a failure ends the command. */
export function need<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppFailure(result.error);
}

/** Tells on standard error why a command ended; answers its exit code. `debug`: with where in the program it happened. */
export function report(error: unknown, debug: boolean): ExitCode {
  const stack = error instanceof Error ? error.stack : undefined;
  if (error instanceof AppFailure) {
    if (error.error.code !== "cancelled") process.stderr.write(`error: ${describe(error.error)}\n`);
    if (debug && stack !== undefined) process.stderr.write(`${stack}\n`);
    return exitCodeOf(error.error);
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: Something went wrong inside Sallyport: ${message}\n${debug ? (stack ?? "") : "Run it again with --debug to see where."}\n`);
  return EXIT.usage;
}

/** An error as one line, or two where there is a remedy. Field problems are named, the first few of them. */
export function describe({ code, message, details }: AppError): string {
  const place = placeOf(details);
  const isNamed = details?.file !== undefined && message.startsWith(details.file);
  const first = place === "" || isNamed ? message : `${place}: ${message}`;
  const remedy = code === "consent-needed" ? "Look at the command. To have it run, add --allow-exec." : details?.remedy;
  const second = [...issuesOf(details, message), ...(remedy ? [remedy] : [])].join(" ");
  return second === "" ? first : `${first}\n${second}`;
}

export function exitCodeOf(error: AppError): ExitCode {
  return error.code === "cancelled" ? EXIT.interrupted : EXIT.usage;
}

/** `policy.yaml:12:3`, as editors and terminals link it. */
export function placeOf(place: { file?: string; line?: number; column?: number } | undefined): string {
  if (!place?.file) return "";
  const parts = [place.file, place.line, place.line === undefined ? undefined : place.column];
  return parts.filter((part) => part !== undefined).join(":");
}

const SHOWN_ISSUES = 3;

/** @param said the message: a field's problem that it tells already is not told again */
function issuesOf(details: ErrorDetails | undefined, said: string): string[] {
  const issues = (details?.issues ?? []).filter(({ message }) => !said.includes(message));
  const shown = issues.slice(0, SHOWN_ISSUES).map(({ path, message }) => `${path}: ${message}`);
  const users = (details?.usedBy ?? []).map(({ kind, name }) => `${kind} ${name}`);
  const usedBy = users.length > 0 ? [`Used by ${users.join(", ")}.`] : [];
  return [...shown, ...(issues.length > SHOWN_ISSUES ? [`And ${issues.length - SHOWN_ISSUES} more.`] : []), ...usedBy];
}
