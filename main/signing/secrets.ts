/** Passphrases on their way to a key: as bytes, which can be overwritten, for as long as one call takes. */

/** Hands a passphrase as bytes to `use` and overwrites them afterwards, whatever happens. */
export async function withPassphrase<T>(passphrase: string, use: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  const bytes = Buffer.from(passphrase, "utf8");
  try {
    return await use(bytes);
  } finally {
    bytes.fill(0);
  }
}
