import { homedir } from "node:os";
import { resolve } from "node:path";
import { defaultDataDirectory } from "../../store/location.ts";

/** Ctrl-C, as commands see it. */
export interface Interrupt {
  /** Aborted by the first one; shortly after it the process ends even if the command does not. */
  signal: AbortSignal;
  /** From now on the command handles signals itself. */
  release(): void;
}

/** What every command is run with. */
export interface CommandContext {
  signal: AbortSignal;
  interrupt: Interrupt;
  debug: boolean;
}

/** The store's folder: the one named, else the user's. */
export function storeDirectory(option: string | undefined): string {
  return option ? resolve(option) : defaultDataDirectory(process.platform, process.env, homedir());
}

/** Something worth knowing that does not end the command; to standard error, so that data stays clean. */
export function warn(text: string): void {
  process.stderr.write(`${text}\n`);
}
