import { attestorUseCases } from "./attestors.ts";
import { auditTrailUseCases } from "./auditTrail.ts";
import { toldInTrail } from "./auditTrailExports.ts";
import { bundleUseCases } from "./bundles.ts";
import { catalogueUseCases } from "./catalogue.ts";
import { compareUseCases } from "./compare.ts";
import { connectionUseCases } from "./connections.ts";
import { contextUseCases, kubeconfigUseCases } from "./contexts.ts";
import type { Deps, UseCases } from "./deps.ts";
import { draftUseCases } from "./drafts.ts";
import { fileUseCases } from "./files.ts";
import { impactUseCases } from "./impact.ts";
import { importUseCases } from "./importing.ts";
import { jobUseCases } from "./jobChannels.ts";
import { keyUseCases } from "./keys.ts";
import { createLoaded } from "./loaded.ts";
import { objectDraftUseCases } from "./objectDrafts.ts";
import { policyUseCases } from "./policies.ts";
import { rolloutUseCases } from "./rollout.ts";
import { rulesetUseCases } from "./rulesets.ts";
import { scanUseCases } from "./scans.ts";
import { settingsUseCases } from "./settings.ts";
import { snapshotUseCases } from "./snapshots.ts";
import { starterUseCases } from "./starters.ts";
import { trustUseCases } from "./trust.ts";

/** One function a channel; a channel without one does not compile. */
export function createUseCases(deps: Deps): UseCases {
  const loaded = createLoaded(deps);
  return toldInTrail(deps, {
    ...settingsUseCases(deps),
    ...policyUseCases(deps),
    ...rulesetUseCases(deps),
    ...catalogueUseCases(deps),
    ...attestorUseCases(deps),
    ...starterUseCases(deps),
    ...importUseCases(deps),
    ...draftUseCases(deps),
    ...objectDraftUseCases(deps),
    ...contextUseCases(deps),
    ...kubeconfigUseCases(deps),
    ...fileUseCases(deps),
    ...snapshotUseCases(deps, loaded),
    ...scanUseCases(deps, loaded),
    ...impactUseCases(deps, loaded),
    ...compareUseCases(deps, loaded),
    ...rolloutUseCases(deps, loaded),
    ...jobUseCases(deps),
    ...connectionUseCases(deps),
    ...keyUseCases(deps),
    ...trustUseCases(deps),
    ...bundleUseCases(deps, loaded),
    ...auditTrailUseCases(deps),
  });
}
