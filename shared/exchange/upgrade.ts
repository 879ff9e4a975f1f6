import { isObject } from "../kernel/json.ts";
import type { Policy } from "../model/policy.ts";
import { readScans } from "./api/scans.ts";
import { attempt, createContext } from "./context.ts";
import { fieldsOf } from "./fields.ts";
import { createPlaces } from "./text/index.ts";

/**
 * Brings a policy document that an earlier version wrote to the form of this one. All of them carry the same schema:
 * fields were only added. One thing has moved: scans of API documents were first kept as unknown fields.
 */
export function upgradePolicy(document: Policy): Policy {
  const kept = document.extra?.["api"];
  const fields = isObject(kept) ? kept["fields"] : undefined;
  if (!isObject(kept) || !isObject(fields) || (fields["malwareScan"] === undefined && fields["secretScan"] === undefined)) return document;
  const read = attempt(() => readScans(fieldsOf(createContext("store", "api", createPlaces("", "store")), fields, "")));
  // What cannot be read stays where it is: it is written back as it was.
  if ("error" in read) return document;
  const { malwareScan: _malware, secretScan: _secret, ...others } = fields;
  const { fields: _fields, ...otherKept } = kept;
  const api = Object.keys(others).length > 0 ? { ...otherKept, fields: others } : otherKept;
  const { api: _api, ...otherExtra } = document.extra ?? {};
  const extra = Object.keys(api).length > 0 ? { ...otherExtra, api } : otherExtra;
  const { extra: _extra, ...policy } = document;
  return { ...policy, ...read.value, ...(Object.keys(extra).length > 0 ? { extra } : {}) };
}
