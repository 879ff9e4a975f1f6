import { emptyAttestor, type Attestor, type AttestorMaterial, type TransparencyLog } from "../../../../shared/model/attestor.ts";
import type { AttestorFormat, SavedAttestor } from "../../../../shared/ipc/types.ts";
import { readTextFile } from "../../../files/textFile.ts";
import { inspectKey } from "../../../signing/keys.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";
import { printExport } from "./exporting.ts";

export interface ExportFlags {
  store?: string;
  to: AttestorFormat;
  format: "text" | "json";
  output?: string;
}

export interface CreateFlags extends StoredFlags {
  key?: string;
  certificate?: string;
  issuer?: string;
  subject?: string;
  description: string;
  transparencyLog?: boolean;
  logServer?: string;
  logKey?: string;
}

export const runList: Run<StoredFlags> = async (_args, flags) => {
  const attestors = await withApplication(flags.store, (app) => app.call("attestors.list"));
  await print(flags, "sallyport/attestors/v1", { attestors }, () => {
    if (attestors.length === 0) return "There are no attestors yet. Make one with sallyport attestor create.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = attestors.map(({ name, type, about, fingerprint = "", usedBy, description }) =>
      [name, TYPE_WORDS[type], about, fingerprint.slice(0, 16), usedBy.join(", "), description].map(visible),
    );
    return columns([["NAME", "TYPE", "KEY OR SUBJECT", "FINGERPRINT", "USED BY", "DESCRIPTION"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};

const TYPE_WORDS = { cosignPublicKey: "key pair", certificate: "certificate", keyless: "identity" } as const;

export const runShow: Run<StoredFlags> = async ([name = ""], flags) => {
  const saved = await withApplication(flags.store, (app) => app.call("attestors.get", { name }));
  await print(flags, "sallyport/saved-attestor/v1", saved, () => pageOf(saved));
  return EXIT.fine;
};

function pageOf({ attestor, key, revision, updated, author, usedBy }: SavedAttestor): string {
  const { material, transparencyLog: log } = attestor;
  const facts = [
    ["Description", attestor.description],
    ["Revision", `${revision}, saved ${updated} by ${author}`],
    ["Type", TYPE_WORDS[material.type]],
    ...(material.type === "keyless" ? [["Issuer", material.issuer], ["Subject", material.subject]] : []),
    ...(key ? [["Key", key.type], ["SHA-256", key.fingerprint]] : []),
    ...(key?.certificate ? [["Certificate", `${key.certificate.subject}, issued by ${key.certificate.issuer}`], ["Valid", `${key.certificate.notBefore} to ${key.certificate.notAfter}`]] : []),
    ["Transparency log", log.enabled ? (log.server ?? "the public one") : "not checked"],
    ["Used by", usedBy.join(", ")],
  ].filter(([, value]) => value !== "");
  const pem = material.type === "cosignPublicKey" ? `\n${material.publicKey}\n` : material.type === "certificate" ? `\n${material.certificate}\n` : "";
  const warnings = (key?.warnings ?? []).map((warning) => `warning: ${visible(warning)}\n`).join("");
  return `${visible(attestor.name)}\n${columns(facts.map((row) => row.map(visible)))}${pem}${warnings}`;
}

export const runCreate: Run<CreateFlags> = async ([name = ""], flags) => {
  const attestor: Attestor = { ...emptyAttestor(name, flags.description), material: await materialOf(flags), transparencyLog: await logOf(flags) };
  const saved = await withApplication(flags.store, (app) => app.call("attestors.create", { attestor }));
  await print(flags, "sallyport/saved-attestor/v1", saved, () => pageOf(saved));
  return EXIT.fine;
};

async function materialOf({ key, certificate, issuer, subject }: CreateFlags): Promise<AttestorMaterial> {
  const isKeyless = issuer !== undefined || subject !== undefined;
  if ([key !== undefined, certificate !== undefined, isKeyless].filter(Boolean).length !== 1) {
    stop("Whose signatures? Name one of --key, --certificate, or --issuer with --subject.");
  }
  if (key !== undefined) return { type: "cosignPublicKey", publicKey: await readKey(key) };
  if (certificate !== undefined) return { type: "certificate", certificate: await readKey(certificate) };
  return { type: "keyless", issuer: issuer ?? "", subject: subject ?? "" };
}

/** The text of a file that must hold a key or a certificate: what is wrong with it is told of the file. */
async function readKey(file: string): Promise<string> {
  const pem = need(await readTextFile(file));
  const facts = inspectKey(pem, new Date().toISOString());
  return facts.ok ? pem : stop(facts.error.message, { ...facts.error.details, file });
}

async function logOf({ transparencyLog, logServer, logKey }: CreateFlags): Promise<TransparencyLog> {
  return {
    enabled: transparencyLog ?? logServer !== undefined,
    ...(logServer === undefined ? {} : { server: logServer }),
    ...(logKey === undefined ? {} : { publicKey: await readKey(logKey) }),
  };
}

export const runExport: Run<ExportFlags> = async ([name = ""], flags) => {
  const exported = await withApplication(flags.store, (app) => app.call("attestors.export", { name, format: flags.to }));
  return printExport(exported, "sallyport/attestor-export/v1", name, flags);
};

export const runDuplicate: Run<StoredFlags> = async ([name = ""], flags) => {
  const saved = await withApplication(flags.store, (app) => app.call("attestors.duplicate", { name }));
  await print(flags, "sallyport/saved-attestor/v1", saved, () => `Created ${visible(saved.attestor.name)}.\n`);
  return EXIT.fine;
};

export const runDelete: Run<StoredFlags> = async (names, flags) => {
  await withApplication(flags.store, async (app) => {
    for (const name of names) await app.call("attestors.delete", { name });
  });
  await print(flags, "sallyport/attestor-delete/v1", { deleted: names }, () => names.map((name) => `Deleted ${visible(name)}.\n`).join(""));
  return EXIT.fine;
};
