import { columns, visible } from "../../kernel/columns.ts";
import type { PageSection, PolicyPage } from "./page.ts";

/** A policy's page as plain text. */
export function pageText({ title, facts, sections }: PolicyPage): string {
  return `${visible(title)}\n${columns(facts.map((row) => row.map(visible)))}${sections.map(sectionText).join("")}`;
}

function sectionText({ title, notes, rules, exceptions }: PageSection): string {
  const ruleRows = rules.map(({ deployment, continuous, text }, index) => [`  ${index + 1}.`, deployment, continuous, text].map(visible));
  const exceptionRows = exceptions.map(({ text, details }, index) => [`  ${index + 1}.`, details === "" ? text : `${text} (${details})`].map(visible));
  return [
    `\n${visible(title)}\n`,
    rules.length > 0 ? columns([["", "DEPLOYMENT", "CONTINUOUS", "RULE"], ...ruleRows]) : "",
    exceptions.length > 0 ? `  Exceptions\n${columns(exceptionRows)}` : "",
    ...notes.map((note) => `  ${visible(note)}\n`),
  ].join("");
}
