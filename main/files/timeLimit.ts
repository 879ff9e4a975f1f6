import { createContext, Script } from "node:vm";

/** The call that is to be interrupted when it takes too long; the script reaches it through its context. */
const call = createContext({ run: (): void => undefined }) as { run: () => void };
const script = new Script("run()");

/** Runs a function that cannot be interrupted otherwise. Undefined when it took longer than `ms`. */
export function withTimeLimit<T>(ms: number, run: () => T): { value: T } | undefined {
  let result: { value: T } | undefined;
  call.run = () => {
    result = { value: run() };
  };
  try {
    script.runInContext(call, { timeout: Math.max(1, Math.ceil(ms)) });
    return result;
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  } finally {
    call.run = () => undefined;
  }
}

/** The error comes from the other context: it is no instance of this one's `Error`. */
function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
