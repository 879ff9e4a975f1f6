/** The name under which a capability is compared: upper case, without a leading `CAP_`. */
export function canonicalCapability(name: string): string {
  const upper = name.toUpperCase();
  return upper.startsWith("CAP_") ? upper.slice(4) : upper;
}
