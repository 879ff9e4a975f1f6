import { ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

export function settingsUseCases({ store, info, changed }: Deps): UseCasesOf<"settings"> & UseCasesOf<"app"> {
  return {
    "app.info": async () => ok(info),
    "settings.get": async () => ok(await store.settings()),
    "settings.set": async (change) => {
      const settings = await store.saveSettings(change);
      changed("settings");
      return ok(settings);
    },
  };
}
