import type { Migration } from "../migrate.ts";

/**
 * What lists show of a document, beside it: with hundreds of large documents, reading each of them to draw a list takes
 * longer than people wait. NULL until the next save: what was saved before is read whole.
 */
export const facts: Migration = {
  number: 70,
  name: "facts",
  destructive: false,
  sql: `
    ALTER TABLE policies ADD COLUMN facts TEXT;
    ALTER TABLE rulesets ADD COLUMN facts TEXT;
  `,
};
