import { createReadStream } from "node:fs";
import { InvalidArgumentError, Option } from "commander";
import { checkNewPassphrase } from "../../signing/passphrase.ts";
import { need, stop } from "./failure.ts";
import { promptHidden } from "./prompt.ts";

/**
 * Where a passphrase comes from: a file, an open file descriptor, or the keyboard. Never an argument or the environment,
 * which other programs can see.
 */
export interface PassphraseSource {
  file?: string;
  fd?: number;
}

/** Bytes; longer is no passphrase but the wrong file. */
const MOST = 4096;
const LINE_END = 0x0a;

export function passphraseOptions(prefix: "" | "new-" = ""): Option[] {
  const what = prefix === "" ? "passphrase" : "new passphrase";
  return [
    new Option(`--${prefix}passphrase-file <file>`, `read the ${what} from the first line of a file`),
    new Option(`--${prefix}passphrase-fd <number>`, `read the ${what} from an open file descriptor`).argParser(parseDescriptor),
  ];
}

function parseDescriptor(value: string): number {
  if (!/^\d{1,4}$/.test(value)) throw new InvalidArgumentError("Write the number of a file descriptor, such as 3.");
  return Number(value);
}

/** The passphrase of a key that exists. Overwrite it once it is used. */
export async function askPassphrase(source: PassphraseSource, question: string): Promise<Buffer> {
  return (await given(source)) ?? promptHidden(...terminal(), question);
}

/** A passphrase for a key from now on: long enough, and typed twice where it is typed. */
export async function askNewPassphrase(source: PassphraseSource): Promise<Buffer> {
  const read = await given(source);
  const passphrase = read ?? (await promptHidden(...terminal(), "New passphrase: "));
  need(checkNewPassphrase(passphrase));
  if (read) return read;
  const again = await promptHidden(...terminal(), "New passphrase, again: ");
  if (!again.equals(passphrase)) stop("The two passphrases differ.", { remedy: "Try again." });
  again.fill(0);
  return passphrase;
}

function terminal(): [typeof process.stdin, typeof process.stderr] {
  if (!process.stdin.isTTY) {
    stop("A passphrase is needed, and there is no terminal to ask for it.", { remedy: "Give it with the option that ends in passphrase-file or passphrase-fd." });
  }
  return [process.stdin, process.stderr];
}

async function given({ file, fd }: PassphraseSource): Promise<Buffer | undefined> {
  if (file !== undefined && fd !== undefined) return stop("The passphrase is to be read from a file and from a file descriptor.", { remedy: "Give one of the two options." });
  if (file === undefined && fd === undefined) return undefined;
  const place = file ?? `file descriptor ${fd}`;
  const pieces: Buffer[] = [];
  try {
    // One byte more than allowed tells whether there are more.
    for await (const piece of createReadStream(file ?? "", { end: MOST, ...(fd === undefined ? {} : { fd }) })) {
      pieces.push(piece as Buffer);
      if ((piece as Buffer).includes(LINE_END)) break;
    }
  } catch (error) {
    return stop(`The passphrase cannot be read from ${place} (${error instanceof Error ? error.message : String(error)}).`);
  }
  return firstLine(Buffer.concat(pieces), place);
}

function firstLine(text: Buffer, place: string): Buffer {
  const end = text.indexOf(LINE_END);
  const line = end < 0 ? text : text.subarray(0, end);
  const passphrase = line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
  if (passphrase.length > MOST) return stop(`The first line of ${place} is too long for a passphrase.`);
  if (passphrase.length === 0) return stop(`There is no passphrase in the first line of ${place}.`);
  return passphrase;
}
