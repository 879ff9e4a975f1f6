import type { FieldIssue } from "../kernel/result.ts";
import type { Attestor, AttestorMaterial, TransparencyLog } from "./attestor.ts";
import { attestorNameIssues, descriptionIssues } from "./names.ts";

/** Of the vendor's resource definition: what an address of a transparency log looks like. */
const LOG_SERVER = /^https?:\/\/[a-zA-Z0-9.-]+(:[0-9]+)?(\/.*)?$/;
const PUBLIC_KEY = /^-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----$/;
const CERTIFICATE = /^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/;

/**
 * What keeps an attestor from being saved as far as its text shows, each problem at its field. Whether a key is one at
 * all only cryptography can tell; that is checked where it is saved.
 */
export function validateAttestor(attestor: Attestor): FieldIssue[] {
  return [
    ...attestorNameIssues("name", attestor.name),
    ...descriptionIssues("description", attestor.description),
    ...materialIssues(attestor.material),
    ...logIssues(attestor.transparencyLog),
  ];
}

/**
 * A PEM text as the vendor takes it: literal `\n` are line ends (the vendor's sample resource writes them so), line ends
 * are LF, and no blank line or space is left around it.
 */
export function normalisePem(text: string): string {
  return text.replaceAll("\\r", "").replaceAll("\\n", "\n").replaceAll(/\r\n?/g, "\n").trim();
}

function materialIssues(material: AttestorMaterial): FieldIssue[] {
  switch (material.type) {
    case "cosignPublicKey":
      return pemIssues("material.publicKey", material.publicKey, PUBLIC_KEY, "public key");
    case "certificate":
      return pemIssues("material.certificate", material.certificate, CERTIFICATE, "certificate");
    case "keyless":
      return [
        ...(/^https:\/\/\S+$/.test(material.issuer) ? [] : [{ path: "material.issuer", message: "Enter the issuer's address, beginning with https://." }]),
        ...(material.subject.trim() === "" ? [{ path: "material.subject", message: "Enter the subject: an e-mail address or a workflow's address." }] : []),
      ];
  }
}

function logIssues({ server, publicKey }: TransparencyLog): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (server !== undefined && !LOG_SERVER.test(server)) issues.push({ path: "transparencyLog.server", message: "Enter an address like https://rekor.example.com." });
  if (publicKey !== undefined) issues.push(...pemIssues("transparencyLog.publicKey", publicKey, PUBLIC_KEY, "public key"));
  if (server === undefined && publicKey !== undefined) issues.push({ path: "transparencyLog.server", message: "A log's key needs the log's address." });
  return issues;
}

function pemIssues(path: string, text: string, form: RegExp, what: string): FieldIssue[] {
  const pem = normalisePem(text);
  if (pem === "") return [{ path, message: `Paste the ${what} in PEM form.` }];
  if (form.test(pem)) return [];
  if (/PRIVATE KEY/.test(pem)) return [{ path, message: "This is a private key. Never give it away: paste the public key that belongs to it." }];
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem)?.[1];
  const found = label === undefined ? "It is not in PEM form" : `It is a PEM of type ${label}`;
  return [{ path, message: `${found}; a ${what} begins with -----BEGIN ${what.toUpperCase()}----- and ends with the matching END line.` }];
}
