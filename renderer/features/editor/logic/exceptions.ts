import { exceptionsOf } from "../../../../shared/audit/exceptionUse.ts";
import type { ExceptionMemory, ExceptionUse } from "../../../../shared/ipc/types.ts";
import type { ImageOperator, ImagePart, Policy, PolicyException } from "../../../../shared/model/policy.ts";
import { OPERATOR_WORDS } from "../../../../shared/rules/image.ts";
import { count, day } from "../../../ui/format.ts";

/** The console's sentences. */
export const EXCEPTION_SENTENCES: Record<ImagePart, string> = {
  imageRegistry: "Allow images from registries with names that",
  imageName: "Allow images with names that",
  imageTag: "Allow images with tags that",
  imagePath: "Allow images with paths that",
};

export const EXCEPTION_PLACEHOLDERS: Record<ImagePart, string> = {
  imageRegistry: "registry.example.com",
  imageName: "team/app",
  imageTag: "1.2",
  imagePath: "registry.example.com/team/app:1.2",
};

/** The operators in the words of the sentence. */
export const EXCEPTION_OPERATORS: { value: ImageOperator; label: string; hint?: string }[] = Object.entries(OPERATOR_WORDS).map(([value, label]) => ({
  value: value as ImageOperator,
  label,
}));

/** What a target may not carry of an exception with this operator. */
export const OPERATOR_NOTES: Partial<Record<ImageOperator, string>> = {
  startsWith: "Custom resources: the product does not document “start with” for exceptions there and may skip this one. Its API takes it.",
};

const DAY_MS = 86_400_000;
/** From how many days before its end an exception is said to expire. */
const SOON_DAYS = 30;

/** Whole days until an exception ends, negative once it has; undefined when it never does. `now` in milliseconds. */
export function daysLeft({ expires }: PolicyException, now: number): number | undefined {
  if (!expires) return undefined;
  const end = Date.parse(expires);
  return Number.isNaN(end) ? undefined : Math.floor((end - now) / DAY_MS);
}

/** What the head of the section says: how many there are, how many excuse nothing on the chosen data, and which end. */
export function exceptionsText(exceptions: PolicyException[], trustedImages: boolean, now: number, unused = 0): string {
  const left = exceptions.map((exception) => daysLeft(exception, now)).filter((days) => days !== undefined);
  const expired = left.filter((days) => days < 0).length;
  const next = Math.min(...left.filter((days) => days >= 0));
  const soon = left.filter((days) => days >= 0 && days <= SOON_DAYS).length;
  return [
    `${exceptions.length}${trustedImages ? " + trusted images" : ""}`,
    ...(unused > 0 ? [`${unused} unused`] : []),
    ...(expired > 0 ? [`${expired} expired`] : []),
    ...(soon > 0 ? [`${soon} expire${soon === 1 ? "s" : ""} ${next === 0 ? "today" : `in ${next} day${next === 1 ? "" : "s"}`}`] : []),
  ].join(" · ");
}

/** An exception as one sentence. */
export function exceptionText({ type, operator, values }: PolicyException): string {
  return `${EXCEPTION_SENTENCES[type]} ${OPERATOR_WORDS[operator]} ${values.map((value) => `“${value}”`).join(" or ") || "…"}`;
}

/** The date of an expiry for a date field: `2026-11-24`; empty when there is none. */
export function expiryDate(expires: string | undefined): string {
  return expires?.slice(0, 10) ?? "";
}

/** The end of that day in UTC, as the document writes an expiry. */
export function expiryOf(date: string): string | undefined {
  return date ? `${date}T23:59:59Z` : undefined;
}

/** The exception that the results of judging call by this key (`ExceptionUse.key`); undefined when it is gone. */
export function exceptionAt(policy: Policy, key: string): PolicyException | undefined {
  return exceptionsOf(policy).find(({ definition, index }) => `${definition}/${index}` === key)?.exception;
}

/** What an exception does on the chosen data, and what is remembered of it, in words. */
export function usageText({ state, workloads, needed, namespaceCount, memory }: ExceptionUse): { text: string; isIdle: boolean } {
  if (state === "off") return { text: "switched off", isIdle: true };
  if (state === "expired") return { text: "expired: excuses nothing", isIdle: true };
  if (state === "unused") return { text: `excuses nothing here; ${rememberedText(memory)}`, isIdle: true };
  const where = namespaceCount === 1 ? "in 1 namespace" : `in ${namespaceCount} namespaces`;
  const need = needed === 0 ? "none needs it: without it no verdict would be stricter" : needed === workloads ? "all need it" : `${count(needed, "needs", "need")} it`;
  return { text: `excuses ${count(workloads, "workload")} ${where}; ${need}`, isIdle: needed === 0 };
}

function rememberedText(memory: ExceptionMemory | undefined): string {
  if (!memory) return "nothing is known of other data";
  const { lastUsed, firstSeen } = memory;
  return lastUsed ? `last used on ${lastUsed.data}, ${day(lastUsed.taken)}` : `never used since ${day(firstSeen)}: still needed?`;
}
