import { expect, it } from "vitest";
import { digestProblem, digestsOf } from "../../../renderer/features/settings/lines.ts";

const [A, B] = [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`];

it("digests are taken from lines, from the product's own list with commas, and from image references", () => {
  expect(digestsOf(`${A},${B}\n registry.example.com/scanner:1@${A}\n\n`)).toEqual([A, B]);
  expect(digestProblem(digestsOf(`${A}\nregistry.example.com/scanner:1`))).toContain('"registry.example.com/scanner:1" is no digest');
  expect(digestProblem([A, B])).toBeUndefined();
});
