import type { PageSection, PolicyPage } from "./page.ts";

/** One file without scripts or anything to load; it prints on white paper as it is. */
const STYLE = `body{font:15px/1.5 system-ui,sans-serif;color:#151515;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0 0 1rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.5rem;margin:0}dt{color:#4d4d4d}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #d2d2d2}
th{font-weight:600}td:first-child{width:2rem;color:#4d4d4d}li{margin:.2rem 0}.note{color:#4d4d4d}
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}tr{break-inside:avoid}}`;

/** A policy's page as a whole HTML document. */
export function pageHtml({ title, facts, sections }: PolicyPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<dl>
${facts.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join("\n")}
</dl>
${sections.map(sectionHtml).join("\n")}
</body>
</html>
`;
}

function sectionHtml({ title, notes, rules, exceptions }: PageSection): string {
  const table = `<table>
<thead><tr><th></th><th>Deployment</th><th>Continuous</th><th>Rule</th></tr></thead>
<tbody>
${rules.map(({ deployment, continuous, text }, index) => `<tr><td>${index + 1}</td><td>${escaped(deployment)}</td><td>${escaped(continuous)}</td><td>${escaped(text)}</td></tr>`).join("\n")}
</tbody>
</table>`;
  const list = `<h3>Exceptions</h3>
<ol>
${exceptions.map(({ text, details }) => `<li>${escaped(text)}${details === "" ? "" : ` <span class="note">${escaped(details)}</span>`}</li>`).join("\n")}
</ol>`;
  const isEmpty = rules.length === 0 && exceptions.length === 0 && notes.length === 0;
  return [
    `<h2>${escaped(title)}</h2>`,
    ...(rules.length > 0 ? [table] : []),
    ...(exceptions.length > 0 ? [list] : []),
    ...[...notes, ...(isEmpty ? ["No rules."] : [])].map((note) => `<p class="note">${escaped(note)}</p>`),
  ].join("\n");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
