import { AppFailure } from "../shared/kernel/result.ts";
import type { AppError } from "../shared/kernel/result.ts";

/**
 * Makes the one function that turns something thrown into an error to show. An expected failure is told as it is; a bug
 * gets a short id under which `report` (stderr) has its stack, and nothing of its inside goes to the window.
 */
export function createExplain(newId: () => string, report: (text: string) => void): (error: unknown) => AppError {
  return (error) => {
    if (error instanceof AppFailure) return error.error;
    const id = newId().slice(0, 8);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    report(`Internal error ${id}: ${stack}\n`);
    return {
      code: "internal",
      message: `Something went wrong inside Sallyport (error ${id}).`,
      details: { remedy: "Try again. The details are in the log of the program's terminal." },
    };
  };
}
