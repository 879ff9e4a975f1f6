import type { AppError } from "../../shared/kernel/result.ts";
import { bridge } from "./bridge.ts";

/** Where the trusted side can read dropped files, and what could not be taken in. */
export interface DroppedFiles {
  paths: string[];
  errors: AppError[];
}

/** Paths of files dropped on the window. */
export async function pathsOf(files: File[]): Promise<DroppedFiles> {
  const answers = await Promise.all(files.map((file) => bridge().pathOf(file)));
  return {
    paths: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])),
    errors: answers.flatMap((answer) => (answer.ok ? [] : [answer.error])),
  };
}
