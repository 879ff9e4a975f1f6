import type { PolicyException, PolicyRule } from "./policy.ts";

/**
 * A rule or exception of an imported document that could not be read. It keeps its place (so that `index` is the place
 * in the source), is never applied, and is written back as it was into its own format.
 */
export interface Unread {
  /** Format of the source: `custom-resource`, `api` or `sallyport`. */
  format: string;
  /** The source as it was. */
  source: unknown;
  /** Why it could not be read, as one sentence. */
  problem: string;
}

/** The source of a rule or exception that could not be read; undefined for one that is understood. */
export function unreadOf(item: { extra?: Record<string, unknown> }): Unread | undefined {
  return item.extra?.["unread"] as Unread | undefined;
}

/** The stand-in for a rule that could not be read: it is switched off. */
export function unreadRule(type: string, unread: Unread): PolicyRule {
  return { type, enabled: false, action: "none", mitigation: "none", properties: {}, extra: { unread } };
}

/** The stand-in for an exception that could not be read: without values it matches no image. */
export function unreadException(type: PolicyException["type"], unread: Unread): PolicyException {
  return { type, operator: "equals", values: [], extra: { unread } };
}
