import type Database from "better-sqlite3";

/** Values that SQLite columns take here. */
export type Value = string | number | Uint8Array | null;

/** What a repository that only reads may do. The row's type is the caller's promise about the columns it selects. */
export interface ReadableDB {
  all<Row>(sql: string, ...values: Value[]): Row[];
  get<Row>(sql: string, ...values: Value[]): Row | undefined;
}

/** What a repository that writes may do. */
export interface WritableDB extends ReadableDB {
  /** Answers how many rows it changed. */
  run(sql: string, ...values: Value[]): number;
}

/** A connection as repositories see it; each statement is compiled once. */
export function repositoryView(connection: Database.Database): WritableDB {
  const statements = new Map<string, Database.Statement<Value[]>>();
  const prepared = (sql: string): Database.Statement<Value[]> => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = connection.prepare<Value[]>(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  return {
    all: <Row>(sql: string, ...values: Value[]) => prepared(sql).all(...values) as Row[],
    get: <Row>(sql: string, ...values: Value[]) => prepared(sql).get(...values) as Row | undefined,
    run: (sql, ...values) => prepared(sql).run(...values).changes,
  };
}
