import { writeAll } from "./output.ts";

/** Options of commands that print one answer. */
export interface PrintFlags {
  format: "table" | "json";
  output?: string;
}

/** Those of commands that work on the store. */
export interface StoredFlags extends PrintFlags {
  store?: string;
}

/** Prints an answer: as text for people, or as one JSON document that names its schema. */
export async function print(flags: PrintFlags, schema: string, value: object, text: () => string): Promise<void> {
  await writeAll(flags.output, flags.format === "json" ? `${JSON.stringify({ schema, ...value }, null, 2)}\n` : text());
}
