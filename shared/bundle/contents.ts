import { z } from "zod";
import { readDocuments, writeAttestor, writePolicy, writeRuleset } from "../exchange/index.ts";
import { toOwnAttestor, toOwnRuleset } from "../exchange/sallyport/objects.ts";
import { toOwnDocument } from "../exchange/sallyport/write.ts";
import { byCodeUnit } from "../kernel/stable.ts";
import type { Attestor } from "../model/attestor.ts";
import type { Policy } from "../model/policy.ts";
import type { Ruleset } from "../model/ruleset.ts";
import { decodeUtf8, encodeUtf8 } from "./bytes.ts";
import { contentsPage } from "./contentsPage.ts";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";
import type { PayloadFile } from "./payload.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { scanNoteSchema, type ScanNote } from "./scanNote.ts";
import type { BundleTerms } from "./statement.ts";
import { readTrailHead, type TrailHead } from "./trail.ts";

/**
 * What a policy bundle holds: policies, the rulesets and attestors that they use, each as Sallyport's document and as the
 * vendor's custom resource; what the scan found that they were designed against; the end of the audit trail; a page for
 * people; and an index of all that. Equal contents give equal files.
 */

const INDEX = "bundle.json";
const SCAN = "scan.json";
const TRAIL = "audit-trail.json";
const PAGE = "page.html";
const JSON_TYPE = "application/json";
const YAML_TYPE = "application/yaml";

const LONGEST = 128;
const entry = z.strictObject({ name: z.string().max(LONGEST), file: z.string().max(LONGEST) });
const indexSchema = z.strictObject({
  schema: z.literal("sallyport/bundle/v1"),
  name: z.string().min(1).max(64),
  policies: z.array(z.strictObject({ ...entry.shape, version: z.int().min(1), saved: z.string().max(40), author: z.string().max(256) })),
  rulesets: z.array(entry),
  attestors: z.array(entry),
  /** What policies name and the exporting desk did not have: `ruleset watch`. */
  absent: z.array(z.string().max(LONGEST)),
});

export interface BundledPolicy {
  policy: Policy;
  version: number;
  saved: string;
  author: string;
}

export interface BundleContents {
  name: string;
  policies: BundledPolicy[];
  rulesets: Ruleset[];
  attestors: Attestor[];
  absent: string[];
  scan?: ScanNote;
  trail: TrailHead;
}

/** The files of a bundle; refused where a text has no canonical form. `terms` are only told on the page. */
export function writeContents(contents: BundleContents, terms: BundleTerms): Checked<PayloadFile[]> {
  const policies = named(contents.policies, ({ policy }) => policy.name);
  const rulesets = named(contents.rulesets, ({ name }) => name);
  const attestors = named(contents.attestors, ({ name }) => name);
  const index: z.infer<typeof indexSchema> = {
    schema: "sallyport/bundle/v1",
    name: contents.name,
    policies: policies.map(({ slug, item }) => ({ name: item.policy.name, file: `policies/${slug}.json`, version: item.version, saved: item.saved, author: item.author })),
    rulesets: rulesets.map(({ slug, item }) => ({ name: item.name, file: `rulesets/${slug}.json` })),
    attestors: attestors.map(({ slug, item }) => ({ name: item.name, file: `attestors/${slug}.json` })),
    absent: contents.absent.toSorted(byCodeUnit),
  };
  return collect([
    json(INDEX, index),
    json(TRAIL, contents.trail),
    ...(contents.scan ? [json(SCAN, contents.scan)] : []),
    text(PAGE, "text/html", contentsPage(contents, terms)),
    ...policies.flatMap(({ slug, item }) => [
      json(`policies/${slug}.json`, toOwnDocument(item.policy)),
      text(`resources/${slug}.clusterpolicy.yaml`, YAML_TYPE, writePolicy(item.policy, "custom-resource").text),
    ]),
    ...rulesets.flatMap(({ slug, item }) => [
      json(`rulesets/${slug}.json`, toOwnRuleset(item)),
      text(`resources/${slug}.runtimeruleset.yaml`, YAML_TYPE, writeRuleset(item, "custom-resource").text),
    ]),
    ...attestors.flatMap(({ slug, item }) => {
      const resource = writeAttestor(item, "custom-resource");
      // A certificate or a keyless identity has no custom resource: the product does not know it.
      return [json(`attestors/${slug}.json`, toOwnAttestor(item)), ...(resource.ok ? [text(`resources/${slug}.attestor.yaml`, YAML_TYPE, resource.value.text)] : [])];
    }),
  ]);
}

interface Named<T> {
  /** Part of a file's name: lower case, and no other's. */
  slug: string;
  item: T;
}

/** In the order of their names. Names that differ in case only get a number. */
function named<T>(items: readonly T[], nameOf: (item: T) => string): Named<T>[] {
  const taken = new Set<string>();
  return items
    .toSorted((a, b) => byCodeUnit(nameOf(a), nameOf(b)))
    .map((item) => {
      const base = nameOf(item).toLowerCase().replace(/[^a-z0-9._-]/g, "-").replace(/^[^a-z0-9]/, "x");
      let slug = base;
      for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`;
      taken.add(slug);
      return { slug, item };
    });
}

type Part = { name: string; mediaType: string; data: Uint8Array | undefined };

function json(name: string, value: unknown): Part {
  // Fields that are undefined are no fields; canonical JSON knows nothing of them.
  return { name, mediaType: JSON_TYPE, data: canonicalJson(JSON.parse(JSON.stringify(value))) };
}

function text(name: string, mediaType: string, content: string): Part {
  return { name, mediaType, data: encodeUtf8(content) };
}

function collect(parts: Part[]): Checked<PayloadFile[]> {
  const files: PayloadFile[] = [];
  for (const { name, mediaType, data } of parts) {
    if (!data) return refuse("contents-form", `${name} holds text that cannot be written as UTF-8.`);
    files.push({ name, mediaType, data });
  }
  return accept(files);
}

/** The page for people and the index of verified files, and what they list, read with the same strictness as any import. */
export interface ReadContents extends BundleContents {
  page: string;
}

/** Reads the files of a bundle whose list was checked already. */
export function readContents(files: readonly PayloadFile[]): Checked<ReadContents> {
  const dataOf = (name: string): Uint8Array | undefined => files.find((file) => file.name === name)?.data;
  const index = indexSchema.safeParse(parsed(dataOf(INDEX)));
  if (!index.success) return refuse("contents-form", `${INDEX} in the bundle is not written as an index of policies is.`);
  const head = readTrailHead(parsed(dataOf(TRAIL)));
  if (!head) return refuse("contents-form", `${TRAIL} in the bundle is not written as the end of an audit trail is.`);
  const scanFile = dataOf(SCAN);
  const scan = scanFile && scanNoteSchema.safeParse(parsed(scanFile));
  if (scan && !scan.success) return refuse("contents-form", `${SCAN} in the bundle is not written as the summary of a scan is.`);
  const policies: BundledPolicy[] = [];
  for (const { name, file, version, saved, author } of index.data.policies) {
    const policy = documentOf("policy", name, file, dataOf(file));
    if (!policy.ok) return policy;
    policies.push({ policy: policy.value, version, saved, author });
  }
  const rulesets = documentsOf("ruleset", index.data.rulesets, dataOf);
  if (!rulesets.ok) return rulesets;
  const attestors = documentsOf("attestor", index.data.attestors, dataOf);
  if (!attestors.ok) return attestors;
  const page = decodeUtf8(dataOf(PAGE) ?? new Uint8Array()) ?? "";
  const { name, absent } = index.data;
  return accept({ name, policies, rulesets: rulesets.value, attestors: attestors.value, absent, trail: head, page, ...(scan ? { scan: scan.data } : {}) });
}

function parsed(data: Uint8Array | undefined): unknown {
  return data && parseCanonicalJson(data);
}

interface Documents {
  policy: Policy;
  ruleset: Ruleset;
  attestor: Attestor;
}

function documentsOf<K extends keyof Documents>(kind: K, entries: readonly { name: string; file: string }[], dataOf: (file: string) => Uint8Array | undefined): Checked<Documents[K][]> {
  const found: Documents[K][] = [];
  for (const { name, file } of entries) {
    const read = documentOf(kind, name, file, dataOf(file));
    if (!read.ok) return read;
    found.push(read.value);
  }
  return accept(found);
}

function documentOf<K extends keyof Documents>(kind: K, name: string, file: string, data: Uint8Array | undefined): Checked<Documents[K]> {
  const content = data && decodeUtf8(data);
  if (content === undefined) return refuse("contents-form", `The bundle lists ${file}, which it does not hold.`);
  const { documents, problems } = readDocuments(content, file);
  const [first] = documents;
  if (first?.kind === kind && first.document.name === name && documents.length === 1 && problems.length === 0) return accept(first.document as Documents[K]);
  const why = problems[0] ? ` ${problems[0].message}` : "";
  return refuse("contents-form", `${file} in the bundle is not the ${kind} "${name}".${why}`);
}
