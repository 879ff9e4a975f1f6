import type { JsonObject } from "../kernel/json.ts";
import { emptyAttestor, type Attestor, type TransparencyLog } from "../model/attestor.ts";
import { normalisePem } from "../model/attestorIssues.ts";
import { remark } from "./context.ts";
import { flag, mapField, oneOf, pathTo, requiredText, text, unknownFields, type Fields } from "./fields.ts";

/** A key-pair attestor: custom resources and the API write it alike (vendor-facts §4). */
export function readKeyAttestor(fields: Fields, name: string, description: string): { attestor: Attestor; options: JsonObject | undefined } {
  oneOf(fields, "type", ["cosignPublicKey"]);
  const publicKey = readPem(fields, "publicKey", requiredText(fields, "publicKey"));
  const enabled = flag(fields, "transparencyLogEnabled") ?? false;
  const options = mapField(fields, "transparencyLogOptions");
  const server = options && text(options, "server");
  const logKey = options && text(options, "publicKey");
  const transparencyLog: TransparencyLog = {
    enabled,
    // The vendor's sample leaves both fields empty to mean its default log.
    ...(server ? { server } : {}),
    ...(options && logKey ? { publicKey: readPem(options, "publicKey", logKey) } : {}),
  };
  return {
    attestor: { ...emptyAttestor(name, description), material: { type: "cosignPublicKey", publicKey }, transparencyLog },
    options: options && unknownFields(options),
  };
}

/** The fields of a key-pair attestor; null for another type, which the product does not know. */
export function writeKeyAttestor({ material, transparencyLog }: Attestor, keptOptions: JsonObject): JsonObject | null {
  if (material.type !== "cosignPublicKey") return null;
  const { enabled, server, publicKey } = transparencyLog;
  const options = { ...(server === undefined ? {} : { server }), ...(publicKey === undefined ? {} : { publicKey: normalisePem(publicKey) }), ...keptOptions };
  return {
    type: material.type,
    publicKey: normalisePem(material.publicKey),
    transparencyLogEnabled: enabled,
    ...(Object.keys(options).length > 0 ? { transparencyLogOptions: options } : {}),
  };
}

/** A PEM with real line ends and nothing around it. */
export function readPem(fields: Fields, key: string, written: string): string {
  const pem = normalisePem(written);
  if (/\\n/.test(written)) {
    remark(fields.context, `${pathTo(fields, key)} has \\n where lines end: read as line ends, and written as such.`, fields.map, key);
  }
  return pem;
}
