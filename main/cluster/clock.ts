/** A clock that is this far off makes tokens and certificates fail. Milliseconds. */
const TOLERANCE_MS = 5 * 60_000;

/** Says when this computer's clock and the server's, as its `Date` header tells it, are too far apart. */
export function clockWarning(date: string | undefined, now: number): string | undefined {
  const server = Date.parse(date ?? "");
  if (Number.isNaN(server) || Math.abs(server - now) <= TOLERANCE_MS) return undefined;
  const minutes = Math.round(Math.abs(server - now) / 60_000);
  return `This computer's clock and the server's are ${minutes} minutes apart: correct the one that is wrong, or tokens and certificates will fail.`;
}
