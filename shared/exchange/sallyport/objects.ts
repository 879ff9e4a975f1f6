import { isObject, type JsonObject } from "../../kernel/json.ts";
import { ATTESTOR_SCHEMA, ATTESTOR_TYPES, emptyAttestor, type Attestor, type AttestorMaterial } from "../../model/attestor.ts";
import { LABEL_CONDITIONS, RULESET_SCHEMA, emptyRuleset, type CustomRuleFile, type Ruleset } from "../../model/ruleset.ts";
import { readPem } from "../attestorParts.ts";
import { refuse, rename, type ReadContext } from "../context.ts";
import { at, fieldsOf, flag, list, mapField, oneOf, pathTo, requiredText, text, unknownFields, type Fields } from "../fields.ts";
import { keep, keptFor, keptMap, writtenExtra } from "../kept.ts";
import { toAttestorName, toPolicyName } from "../names.ts";
import { readLabels, readRulesetRules, writeLabels, writeRulesetRules } from "../rulesetParts.ts";

/** Sallyport's own documents of rulesets and attestors: the model under its own names; they carry everything. */

const FORMAT = "sallyport";

export function readOwnRuleset(context: ReadContext, source: JsonObject): Ruleset {
  const root = fieldsOf(context, source, "");
  checkSchema(root, RULESET_SCHEMA);
  const name = readName(root, toPolicyName, "A ruleset");
  const extra = mapField(root, "extra")?.map;
  const description = text(root, "description") ?? "";
  const { labels, keptLabels } = readLabels(root);
  const labelMatchingCondition = oneOf(root, "labelMatchingCondition", LABEL_CONDITIONS) ?? "any";
  const { rules, unread } = readRulesetRules(root, "id", FORMAT);
  const { customRules, keptFiles } = readFiles(root);
  return {
    ...emptyRuleset(name, description),
    labels,
    labelMatchingCondition,
    rules,
    customRules,
    ...keep(extra, FORMAT, { fields: unknownFields(root), labels: keptLabels, files: keptFiles, unread }),
  };
}

/** Unknown fields of a file's entry are kept beside the files, with the file's name. */
interface KeptFile {
  name: string;
  fields: JsonObject;
}

function readFiles(root: Fields): { customRules: CustomRuleFile[]; keptFiles: KeptFile[] | undefined } {
  const kept: KeptFile[] = [];
  const customRules = (list(root, "customRules") ?? []).map((item, index): CustomRuleFile => {
    const path = `${pathTo(root, "customRules")}[${index}]`;
    if (!isObject(item)) return refuse(root.context, { ...at(root, "customRules"), path }, "A rule file must be a map with name and text.", "Write { name: my-rules.yaml, text: … } for each.");
    const fields = fieldsOf(root.context, item, path);
    const file = { name: requiredText(fields, "name"), text: text(fields, "text") ?? "" };
    const unknown = unknownFields(fields);
    if (unknown) kept.push({ name: file.name, fields: unknown });
    return file;
  });
  return { customRules, keptFiles: kept.length > 0 ? kept : undefined };
}

export function toOwnRuleset(ruleset: Ruleset): JsonObject {
  const kept = keptFor(ruleset, FORMAT);
  const keptFiles = Array.isArray(kept["files"]) ? (kept["files"] as KeptFile[]) : [];
  return {
    schema: ruleset.schema,
    name: ruleset.name,
    description: ruleset.description,
    labels: writeLabels(ruleset, kept),
    labelMatchingCondition: ruleset.labelMatchingCondition,
    rules: writeRulesetRules(ruleset, "id", FORMAT, []),
    customRules: ruleset.customRules.map(({ name, text: rules }) => ({ name, text: rules, ...keptFiles.find((file) => file.name === name)?.fields })),
    ...writtenExtra(ruleset),
    ...keptMap(kept, "fields"),
  };
}

export function readOwnAttestor(context: ReadContext, source: JsonObject): Attestor {
  const root = fieldsOf(context, source, "");
  checkSchema(root, ATTESTOR_SCHEMA);
  const name = readName(root, toAttestorName, "An attestor");
  const extra = mapField(root, "extra")?.map;
  const description = text(root, "description") ?? "";
  const fields = mapField(root, "material") ?? refuse(context, at(root, "material"), "material is missing.", "An attestor has a key, a certificate or an identity.");
  const material = readMaterial(fields);
  const log = mapField(root, "transparencyLog");
  const server = log && text(log, "server");
  const logKey = log && text(log, "publicKey");
  return {
    ...emptyAttestor(name, description),
    material,
    transparencyLog: {
      enabled: (log && flag(log, "enabled")) ?? false,
      ...(server === undefined ? {} : { server }),
      ...(log && logKey !== undefined ? { publicKey: readPem(log, "publicKey", logKey) } : {}),
    },
    ...keep(extra, FORMAT, { fields: unknownFields(root), material: unknownFields(fields), log: log && unknownFields(log) }),
  };
}

function readMaterial(fields: Fields): AttestorMaterial {
  const type = oneOf(fields, "type", ATTESTOR_TYPES) ?? "cosignPublicKey";
  switch (type) {
    case "cosignPublicKey":
      return { type, publicKey: readPem(fields, "publicKey", requiredText(fields, "publicKey")) };
    case "certificate":
      return { type, certificate: readPem(fields, "certificate", requiredText(fields, "certificate")) };
    case "keyless":
      return { type, issuer: requiredText(fields, "issuer"), subject: requiredText(fields, "subject") };
  }
}

export function toOwnAttestor(attestor: Attestor): JsonObject {
  const kept = keptFor(attestor, FORMAT);
  return {
    schema: attestor.schema,
    name: attestor.name,
    description: attestor.description,
    material: { ...attestor.material, ...keptMap(kept, "material") },
    transparencyLog: { ...attestor.transparencyLog, ...keptMap(kept, "log") },
    ...writtenExtra(attestor),
    ...keptMap(kept, "fields"),
  };
}

function checkSchema(root: Fields, known: string): void {
  const schema = text(root, "schema");
  if (schema === known) return;
  refuse(root.context, at(root, "schema"), `${String(schema)} is a document of a newer Sallyport; this one reads ${known}.`, "Update Sallyport, or export it from the newer one in another format.");
}

function readName(root: Fields, toName: (name: string) => string, noun: string): string {
  const written = requiredText(root, "name");
  const name = toName(written);
  if (name !== written) rename(root.context, written, `${noun} cannot be named "${written}": it becomes "${name}".`, root.map, "name");
  return name;
}
