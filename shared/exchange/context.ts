import type { DocumentFormat } from "./formats.ts";
import { AppFailure, type AppError } from "../kernel/result.ts";
import type { Place, Places } from "./text/index.ts";

/** What a reader carries along: where it is and what it has to tell. */
export interface ReadContext {
  file: string;
  format: DocumentFormat;
  places: Places;
  /** What was converted, tolerated or kept, in words. */
  remarks: string[];
  /** What could not be taken over, in words. */
  lost: string[];
  problems: AppError[];
  /** The document's name as it is written, where it cannot be a name here. */
  writtenName: string | undefined;
  /** Fields that Sallyport does not know, by name, with how often and where first. */
  unknown: Map<string, { count: number; place: Place | undefined }>;
}

/** A new, empty context for one document of a file. */
export function createContext(file: string, format: DocumentFormat, places: Places): ReadContext {
  return { file, format, places, remarks: [], lost: [], problems: [], writtenName: undefined, unknown: new Map() };
}

/** Notes something the user should know but need not act on. */
export function remark(context: ReadContext, text: string, container?: object, key?: string | number): void {
  context.remarks.push(`${container ? placePrefix(context.places.of(container, key)) : ""}${text}`);
}

/** Notes that a document is named otherwise here than in its source, and why. */
export function rename(context: ReadContext, written: string, text: string, container: object, key: string): void {
  context.writtenName = written;
  remark(context, text, container, key);
}

/** Notes something of the source that has no place here. */
export function lose(context: ReadContext, text: string, container?: object, key?: string | number): void {
  context.lost.push(`${container ? placePrefix(context.places.of(container, key)) : ""}${text}`);
}

/** What every read document comes with. */
export interface ReadFacts {
  /** The format it was written in. */
  format: DocumentFormat;
  /** What was converted, tolerated or kept, in words. */
  remarks: string[];
  /** What could not be taken over, in words. */
  lost: string[];
  /** Its name in the file, where that is another than here. */
  writtenName?: string;
}

/** What is to tell of a document that was read. */
export function factsOf(context: ReadContext): ReadFacts {
  const { format, lost, writtenName } = context;
  return { format, remarks: remarksOf(context), lost, ...(writtenName === undefined ? {} : { writtenName }) };
}

/** All remarks, those about unknown fields summed up. */
function remarksOf(context: ReadContext): string[] {
  const unknown = [...context.unknown].map(([name, { count, place }]) => {
    const where = count === 1 ? "" : ` (${count} times, here first)`;
    return `${placePrefix(place)}Sallyport does not know the field ${name}${where}: it is kept and written back.`;
  });
  return [...context.remarks, ...unknown];
}

/** Gives up the thing that is being read (a rule, an exception, the document); the nearest reader of such things catches it. `remedy`: what the user can do. */
export function refuse(
  context: ReadContext,
  at: { container: object; key?: string | number; path: string },
  message: string,
  remedy: string,
): never {
  throw new AppFailure({
    code: "invalid-input",
    message,
    details: { file: context.file, ...context.places.of(at.container, at.key), path: at.path, remedy },
  });
}

/** Runs a reader; when it gives up, returns the reason instead. */
export function attempt<T>(read: () => T): { value: T } | { error: AppError } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof AppFailure) return { error: error.error };
    throw error;
  }
}

function placePrefix(place: Place | undefined): string {
  return place ? `Line ${place.line}, column ${place.column}: ` : "";
}
