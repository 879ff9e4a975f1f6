import { ok } from "../../shared/kernel/result.ts";
import { diagnosticUseCases } from "./auditTrailDiagnostics.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { applyRetention } from "./scanHistory.ts";

export function settingsUseCases(deps: Deps): UseCasesOf<"settings"> & UseCasesOf<"app"> {
  const { store, info, changed } = deps;
  return {
    "app.info": async () => ok(info),
    ...diagnosticUseCases(deps),
    "settings.get": async () => ok(await store.settings()),
    "settings.set": async (change) => {
      const settings = await store.saveSettings(change);
      changed("settings");
      if (change.keepScans !== undefined) {
        await applyRetention(deps);
        changed("scans");
      }
      return ok(settings);
    },
  };
}
