/** What a policy document may be at most. Far above any real one; they keep a hostile file from eating the machine. */
export const LIMITS = {
  /** UTF-16 units of text. */
  characters: 5 * 1024 * 1024,
  /** Those of a Terraform file, whose parser is slower. */
  terraformCharacters: 1024 * 1024,
  /** Objects and lists inside each other; what is kept of a document must also pass the window's own limits. */
  depth: 28,
  /** Values, YAML aliases followed. */
  values: 500_000,
  /** Rules or exceptions of one definition. */
  items: 2_000,
} as const;
