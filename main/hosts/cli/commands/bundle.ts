import { Option } from "commander";
import type { ExportFlags } from "../bundle/export.ts";
import type { ImportFlags } from "../bundle/import.ts";
import type { SignFlags } from "../bundle/sign.ts";
import type { VerifyFlags } from "../bundle/verify.ts";
import { formatOption, gatherValues, outputOption, parseCount, parseTime, storeOption, type Definition } from "../define.ts";
import { passphraseOptions } from "../passphrase.ts";
import type { StoredFlags } from "../print.ts";

export const verify: Definition<VerifyFlags> = {
  name: "verify",
  args: [["<file>", "signed policy bundle (.polbundle), or with --signature any file"]],
  summary: "Check a signed bundle, step by step; needs no store when keys or a trust list are named. Ends with 3 when it is refused.",
  options: [
    new Option("--key <file>", "public key or certificate (PEM) of a signer you trust; may be repeated, one key a person").argParser(gatherValues).conflicts("trust"),
    new Option("--threshold <number>", "how many of them must have signed (default: all)").argParser(parseCount),
    new Option("--trust <file>", "trust list to check with, instead of the store's"),
    new Option("--signature <file>", "check any file as a signed report: its signature; may be repeated").argParser(gatherValues),
    new Option("--at <time>", "the time to check for (default: now)").argParser(parseTime),
    new Option("--place <name>", "name of this place, which the bundle must be meant for"),
    storeOption(),
    formatOption("table", "json"),
    outputOption(),
  ],
  examples: [
    "sallyport verify shop-v7.polbundle --key ada.pub --key grace.pub",
    "sallyport verify shop-v7.polbundle --key ada.pub --key grace.pub --threshold 1 --format json",
    "sallyport verify shop-v7.polbundle --trust 3.dsse.json",
    "sallyport verify report.html --signature report.html.sigstore.json --key ada.pub",
  ],
  run: async (...args) => (await import("../bundle/verify.ts")).runVerify(...args),
};

export const sign: Definition<SignFlags> = {
  name: "sign",
  args: [["<file>", "policy bundle (.polbundle), or any other file to sign as a report"]],
  summary: "Add a signature to a bundle, in which nothing else changes; sign any other file as a report, beside it. With a key of the store an approver signs what there was to see, too.",
  options: [
    new Option("--key <file>", "private key to sign with; with --signature the public key of the one that signed"),
    new Option("--stored-key <name>", "key of the store to sign with"),
    new Option("--to-sign <file>", "write the bytes that a key elsewhere has to sign"),
    new Option("--signature <file>", "signature over those bytes: ASN.1 DER, base64 of it, r and s, or a Sigstore bundle of cosign; given twice for an approval, in either order").argParser(gatherValues),
    new Option("--signed <file>", "with --signature: what --to-sign wrote, for a file that is no bundle; for an approval its .approval file"),
    new Option("--snapshot <name>", "with --stored-key: snapshot of the store, whose impact report is shown and approved"),
    new Option("--impact-report <file>", "also write that report, JSON"),
    ...passphraseOptions(),
    storeOption(),
    formatOption("table", "json"),
    new Option("--output <file>", "write to a new file instead"),
  ],
  examples: [
    "sallyport sign shop-v7.polbundle --key grace.key",
    "sallyport sign shop-v7.polbundle --key grace.key --passphrase-fd 3 3< passphrase.txt",
    "sallyport sign shop-v7.polbundle --to-sign pae.bin",
    "sallyport sign shop-v7.polbundle --key grace.pub --signature pae.bin.sig",
    "sallyport sign shop-v7.polbundle --stored-key grace --snapshot prod-eu",
    "sallyport sign shop-v7.polbundle --stored-key token --snapshot prod-eu --to-sign pae.bin",
    "sallyport sign shop-v7.polbundle --stored-key token --snapshot prod-eu --signature pae.bin.sig --signature pae.bin.approval.sig --signed pae.bin.approval",
    "sallyport sign report.html --stored-key ada",
    "sallyport sign report.html --to-sign pae.bin",
    "sallyport sign report.html --key token.pub --signature pae.bin.sig --signed pae.bin",
  ],
  run: async (...args) => (await import("../bundle/sign.ts")).runSign(...args),
};

export const exportBundle: Definition<ExportFlags> = {
  name: "export",
  args: [["<name>", "name of the bundle: a known one gets its next version"]],
  summary: "Export policies with their rulesets and attestors as a bundle, to be signed.",
  options: [
    new Option("--policy <name>", "policy in it, NAME or NAME@VERSION; may be repeated").argParser(gatherValues),
    new Option("--again <version>", "write an earlier version once more, byte for byte").argParser(parseCount).conflicts("policy"),
    new Option("--audience <name>", "place it is meant for; may be repeated (default: any)").argParser(gatherValues),
    new Option("--days <number>", "days until it expires (default: 90)").argParser(parseCount),
    new Option("--expires <time>", "time at which it expires, instead of --days").argParser(parseTime).conflicts("days"),
    new Option("--scan <id>", "finished scan whose counts go with it"),
    new Option("--workload-names", "also name the workloads that the scan blocks"),
    new Option("--issued-at <time>", "time of issue, to make a bundle again (default: now)").argParser(parseTime),
    new Option("--bundle-id <uuid>", "id of the bundle, for the first version (default: a new one)"),
    new Option("--key <name>", "key of the store to sign with at once"),
    ...passphraseOptions(),
    storeOption(),
    formatOption("table", "json"),
    new Option("--output <file>", "where to write it").makeOptionMandatory(),
  ],
  examples: ["sallyport export prod --policy web --policy db@3 --output prod-v1.polbundle", "sallyport export prod --again 1 --output copy.polbundle"],
  run: async (...args) => (await import("../bundle/export.ts")).runExport(...args),
};

export const importBundle: Definition<ImportFlags> = {
  name: "import",
  args: [["<file>", "signed policy bundle (.polbundle)"]],
  summary: "Check a bundle by the store's trust list, say what it changes, and take it over. Ends with 3 when it is refused.",
  options: [
    new Option("--dry-run", "only check and say what would change"),
    new Option("--only <kind/name>", "take over only this, such as policy/web; may be repeated").argParser(gatherValues),
    storeOption(),
    formatOption("table", "json"),
    outputOption(),
  ],
  examples: ["sallyport import prod-v7.polbundle --dry-run", "sallyport import prod-v7.polbundle --only policy/web"],
  run: async (...args) => (await import("../bundle/import.ts")).runImport(...args),
};

export const bundles: Definition<StoredFlags> = {
  name: "bundles",
  summary: "List the bundles that were exported, signed or taken over here, and who has signed.",
  options: [storeOption(), formatOption("table", "json"), outputOption()],
  examples: ["sallyport bundles"],
  run: async (...args) => (await import("../bundle/list.ts")).runList(...args),
};
