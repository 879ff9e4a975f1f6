import { dirname } from "node:path";
import { ok } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import { listFolder } from "../files/browse.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

export function fileUseCases({ info }: Deps): UseCasesOf<"files"> {
  let last = info.homeDirectory;
  return {
    "files.browse": async ({ path }) => {
      const listing = await listFolder(path ?? last);
      if (listing.ok) last = listing.value.path;
      // The last folder may have gone with its medium: begin at home again.
      return listing.ok || path !== undefined ? listing : listFolder(info.homeDirectory);
    },
    "files.save": async ({ path, text, overwrite }) => {
      const written = await writeFileAtomically(path, text, { overwrite });
      if (!written.ok) return written;
      last = dirname(path);
      return ok({ path });
    },
  };
}
