/** The entries of a field that takes one a line; empty lines and repetitions are left out. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()).filter(Boolean))];
}

/**
 * The digests of a field, in order and each once: separated by lines, blanks or commas, as the product's own
 * `--trusted-images` is; of an image reference its digest.
 */
export function digestsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).map((entry) => entry.slice(entry.lastIndexOf("@") + 1)).filter(Boolean))];
}

/** Kubernetes' rule for namespace names (RFC 1123 label). */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What is wrong with a list of namespaces; undefined when nothing is. */
export function namespaceProblem(namespaces: string[]): string | undefined {
  const wrong = namespaces.find((namespace) => !NAMESPACE.test(namespace));
  return wrong && `"${wrong}" is no namespace: lower-case letters, digits and hyphens, at most 63.`;
}

/** What is wrong with a list of image digests; undefined when nothing is. */
export function digestProblem(digests: string[]): string | undefined {
  const wrong = digests.find((digest) => !DIGEST.test(digest));
  return wrong && `"${wrong}" is no digest: sha256: and 64 hexadecimal digits.`;
}

/** What is wrong with a number of requests a second; null is no limit. */
export function rateProblem(rate: number | null): string | undefined {
  if (rate === null || (rate >= 0.1 && rate <= 10_000)) return undefined;
  return "Write a number from 0.1 to 10000, or nothing.";
}
