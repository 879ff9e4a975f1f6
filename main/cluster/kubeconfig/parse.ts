import path from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";
import { isObject } from "../../../shared/kernel/json.ts";
import { fail, ok, type Result } from "../../../shared/kernel/result.ts";
import { ENTRY_SCHEMAS, type ClusterEntry, type ContextEntry, type UserEntry } from "./entries.ts";

/** One kubeconfig file: its entries by name, paths made absolute. */
export interface Kubeconfig {
  file: string;
  clusters: Map<string, ClusterEntry>;
  users: Map<string, UserEntry>;
  contexts: Map<string, ContextEntry>;
  currentContext?: string;
  /** Entries that had to be left out, in words. */
  problems: string[];
}

/** A kubeconfig has a handful of anchors at most; more is a document made to exhaust memory. */
const MAX_ALIASES = 100;

/**
 * Reads the text of a kubeconfig file. A file that is not one is refused; an entry that is malformed is left out and
 * named in `problems`, the others stay usable.
 */
export function parseKubeconfig(file: string, text: string): Result<Kubeconfig> {
  const document = parseDocument(text, { schema: "failsafe", uniqueKeys: false, logLevel: "silent" });
  const syntax = document.errors[0];
  if (syntax) {
    const at = syntax.linePos?.[0];
    return fail("unreadable", `not readable as YAML: ${headline(syntax.message)}`, { file, line: at?.line, column: at?.col });
  }
  const root = toPlain(() => document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown);
  if (!root.ok) return fail("too-large", root.error, { file });
  if (root.value === null || root.value === "") return fail("unreadable", "the file is empty", { file });
  if (!isObject(root.value)) return fail("unreadable", "not a kubeconfig: the document is not a mapping", { file });
  const kind = root.value["kind"];
  if (typeof kind === "string" && kind !== "Config") return fail("unreadable", `not a kubeconfig: its kind is ${kind}`, { file });

  const problems: string[] = [];
  const folder = path.dirname(file);
  const config: Kubeconfig = {
    file,
    clusters: entries(root.value, "clusters", "cluster", ENTRY_SCHEMAS.clusters, problems),
    users: entries(root.value, "users", "user", ENTRY_SCHEMAS.users, problems),
    contexts: entries(root.value, "contexts", "context", ENTRY_SCHEMAS.contexts, problems),
    problems,
  };
  const current = root.value["current-context"];
  if (typeof current === "string" && current !== "") config.currentContext = current;
  for (const entry of config.clusters.values()) entry.caFile = absolute(folder, entry.caFile);
  for (const entry of config.users.values()) resolveUserPaths(folder, entry);
  return ok(config);
}

/** First entry of a name wins within a file too, as in client-go. */
function entries<T>(
  root: Record<string, unknown>, listName: "clusters" | "users" | "contexts", key: string, schema: z.ZodType<T>, problems: string[],
): Map<string, T> {
  const found = new Map<string, T>();
  const list = root[listName];
  if (list === undefined || list === "" || list === "null") return found;
  if (!Array.isArray(list)) {
    problems.push(`\`${listName}\` must be a list`);
    return found;
  }
  list.forEach((item: unknown, index) => {
    const place = `${listName}[${index}]`;
    const name = isObject(item) ? item["name"] : undefined;
    if (!isObject(item) || typeof name !== "string" || name === "") {
      problems.push(`\`${place}.name\` is missing`);
      return;
    }
    const parsed = schema.safeParse(item[key]);
    if (parsed.success) {
      if (!found.has(name)) found.set(name, parsed.data);
      return;
    }
    const issue = parsed.error.issues[0];
    const where = [place, key, ...(issue?.path ?? []).map(String)].join(".");
    problems.push(`\`${where}\` ${issue?.message ?? "is malformed"} (${key} ${JSON.stringify(name)})`);
  });
  return found;
}

function resolveUserPaths(folder: string, user: UserEntry): void {
  user.certFile = absolute(folder, user.certFile);
  user.keyFile = absolute(folder, user.keyFile);
  user.tokenFile = absolute(folder, user.tokenFile);
  // A bare name is looked up in PATH; `./bin/login` is relative to the file, as kubectl resolves it.
  if (user.exec && (user.exec.command.includes("/") || user.exec.command.includes(path.sep))) {
    user.exec = { ...user.exec, command: path.resolve(folder, user.exec.command) };
  }
}

function absolute(folder: string, file: string | undefined): string | undefined {
  return file === undefined ? undefined : path.resolve(folder, file);
}

/** The YAML library's messages continue with a code frame; the first line says it. */
function headline(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}

/** Resolving aliases can be refused by the library's limit. */
function toPlain(read: () => unknown): { ok: true; value: unknown } | { ok: false; error: string } {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, error: `not read: ${headline(String(error instanceof Error ? error.message : error))}` };
  }
}
