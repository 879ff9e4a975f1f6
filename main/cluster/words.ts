import type { AppError } from "../../shared/kernel/result.ts";

/** An error as one text, for places that hold only text: what happened, then what to do. */
export function inWords(error: AppError): string {
  return error.details?.remedy === undefined ? error.message : `${error.message} ${error.details.remedy}`;
}
