import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHcl } from "../../../main/files/hcl.ts";
import { writePolicy } from "../../../shared/exchange/index.ts";
import { quoted } from "../../../shared/exchange/terraform/template.ts";
import { placesOf, type PlaceNode } from "../../../shared/exchange/terraform/places.ts";
import { isObject } from "../../../shared/kernel/json.ts";
import { policies } from "../../support/arbitraryPolicy.ts";
import { rounds } from "../../support/rounds.ts";
import { must } from "../../support/store.ts";

/** What stands at the place of each plain value, beside what HashiCorp's parser read there. */
function leaves(text: string, value: unknown, place: PlaceNode | undefined, path: string): { path: string; value: unknown; found: string | undefined }[] {
  const entries: [string | number, unknown][] = Array.isArray(value) ? value.map((item: unknown, index) => [index, item]) : isObject(value) ? Object.entries(value) : [];
  if (entries.length > 0) return entries.flatMap(([key, item]) => leaves(text, item, place?.inside.get(key), `${path}.${key}`));
  return [{ path, value, found: place && text.slice(place.offset, place.offset + 200) }];
}

describe("places of a Terraform file", () => {
  it("are those of the values that its parser reads", async () => {
    await fc.assert(
      fc.asyncProperty(policies, async (policy) => {
        const { text } = writePolicy(policy, "terraform");
        for (const { path, value, found = "" } of leaves(text, must(await parseHcl(text, "p.tf")), placesOf(text), "")) {
          // The parser leaves escaped templates as they are written.
          const written = typeof value === "string" ? quoted(value.replaceAll(/([$%])\1\{/g, "$1{")) : JSON.stringify(value);
          expect(`${path} ${found.slice(0, written.length)}`).toBe(`${path} ${written.slice(0, found.length)}`);
        }
      }),
      { numRuns: rounds(20) },
    );
  });

  it("are found behind whatever else the language has", async () => {
    const text = `# { [ "
/* } */ variable "v" { // "
  default = "x"
}
resource "t" "l" {
  a = "\${"}"} \\" {" /* { */
  b = <<EOT
} ] "
EOT
  c = [for x in var.v : { y = "}" }]
  d = var.v == "{" ? { e = 1 } : { e = 2 }
  f = { "g h" = [1, { i : "j" }], k = merge({ l = 1 }, { m = 2 }) }
  g = [[], [
    "n",
  ]]
  dynamic "block" {
    content {
      o = "last"
    }
  }
}
`;
    const root = placesOf(text);
    expect(must(await parseHcl(text, "f.tf"))).toMatchObject({ resource: { t: { l: [{ dynamic: { block: [{ content: [{ o: "last" }] }] } }] } } });
    const at = (...path: (string | number)[]): string => {
      let place: PlaceNode | undefined = root;
      for (const key of path) place = place?.inside.get(key);
      return place ? text.slice(place.offset, place.offset + 6) : "nowhere";
    };
    const body = ["resource", "t", "l", 0];
    expect(at("variable", "v", 0, "default")).toBe('"x"\n}\n');
    expect(at(...body, "b")).toBe("<<EOT\n");
    expect(at(...body, "c")).toBe("[for x");
    expect(at(...body, "f", "g h", 1, "i")).toBe('"j" }]');
    expect(at(...body, "g", 1, 0)).toBe('"n",\n ');
    expect(at(...body, "dynamic", "block", 0, "content", 0, "o")).toBe('"last"');
  });

  it("end where the text does, however broken it is", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("{", "}", "[", "]", '"', "${", "=", "a", "\n", "<<E\n", "#", "/*", ",", " ", "\\"), { maxLength: 60 }), (pieces) => {
        expect(placesOf(pieces.join("")).offset).toBe(0);
      }),
      { numRuns: rounds(500) },
    );
  });
});
