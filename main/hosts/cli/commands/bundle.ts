import { Option } from "commander";
import type { SignFlags } from "../bundle/sign.ts";
import type { VerifyFlags } from "../bundle/verify.ts";
import { formatOption, gatherValues, outputOption, parseCount, parseTime, type Definition } from "../define.ts";
import { passphraseOptions } from "../passphrase.ts";

export const verify: Definition<VerifyFlags> = {
  name: "verify",
  args: [["<file>", "signed policy bundle (.polbundle)"]],
  summary: "Check a signed bundle, step by step; needs no store. Ends with 3 when the bundle is refused.",
  options: [
    new Option("--key <file>", "public key or certificate (PEM) of a signer you trust; may be repeated, one key a person").argParser(gatherValues).makeOptionMandatory(),
    new Option("--threshold <number>", "how many of them must have signed (default: all)").argParser(parseCount),
    new Option("--at <time>", "the time to check for (default: now)").argParser(parseTime),
    new Option("--place <name>", "name of this place, which the bundle must be meant for"),
    formatOption("table", "json"),
    outputOption(),
  ],
  examples: ["sallyport verify shop-v7.polbundle --key ada.pub --key grace.pub", "sallyport verify shop-v7.polbundle --key ada.pub --key grace.pub --threshold 1 --format json"],
  run: async (...args) => (await import("../bundle/verify.ts")).runVerify(...args),
};

export const sign: Definition<SignFlags> = {
  name: "sign",
  args: [["<file>", "policy bundle (.polbundle)"]],
  summary: "Add a signature to a bundle; nothing else in it changes.",
  options: [
    new Option("--key <file>", "private key to sign with").makeOptionMandatory(),
    ...passphraseOptions(),
    formatOption("table", "json"),
    new Option("--output <file>", "write the signed bundle to a new file instead"),
  ],
  examples: ["sallyport sign shop-v7.polbundle --key grace.key", "sallyport sign shop-v7.polbundle --key grace.key --passphrase-fd 3 3< passphrase.txt"],
  run: async (...args) => (await import("../bundle/sign.ts")).runSign(...args),
};
