import { join } from "node:path";
import { z } from "zod";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { RuntimeRule } from "../../shared/model/ruleset.ts";
import { readTextFile } from "../files/textFile.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

type CatalogueDeps = Pick<Deps, "resourcesDirectory">;

const schema: z.ZodType<RuntimeRule[]> = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    technique: z.string().optional(),
    changelogTechnique: z.string().optional(),
    description: z.string(),
    removed: z.string().optional(),
  }),
);

/** Catalogues that were read, by file: they come with the program and do not change while it runs. */
const loaded = new Map<string, RuntimeRule[]>();

export function catalogueUseCases(deps: Deps): UseCasesOf<"catalogue"> {
  return { "catalogue.runtimeRules": () => loadCatalogue(deps) };
}

/** The vendor's predefined runtime rules, by id (`resources/rules/runtime-rules.json`). */
export async function loadCatalogue({ resourcesDirectory }: CatalogueDeps): Promise<Result<RuntimeRule[]>> {
  const path = join(resourcesDirectory, "rules", "runtime-rules.json");
  const known = loaded.get(path);
  if (known) return ok(known);
  const text = await readTextFile(path);
  if (!text.ok) return text;
  const rules = schema.safeParse(JSON.parse(text.value));
  if (!rules.success) return fail("unreadable", `The catalogue of runtime rules ${path} is damaged.`, { file: path, remedy: "Install Sallyport again." });
  loaded.set(path, rules.data);
  return ok(rules.data);
}
