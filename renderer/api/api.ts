import { createApi } from "@reduxjs/toolkit/query/react";
import type { EndpointBuilder } from "@reduxjs/toolkit/query/react";
import { TOPICS } from "../../shared/ipc/contract.ts";
import type { Channel, Request, Response, Topic } from "../../shared/ipc/contract.ts";
import { contractQuery } from "./baseQuery.ts";
import type { CallOptions } from "./baseQuery.ts";

/**
 * One endpoint per channel; request and response types are inferred from the contract. A query names the topics it
 * depends on: it is fetched again when the trusted side says that one of them changed. A command names those it changes,
 * so that what the user did is seen at once and not only when the event comes.
 */
export const api = createApi({
  reducerPath: "api",
  baseQuery: contractQuery,
  tagTypes: TOPICS,
  refetchOnFocus: false,
  endpoints: (build) => {
    const { query, command } = contractEndpoints(build);
    return {
      appInfo: query("app.info", []),
      settings: query("settings.get", ["settings"]),
      setSettings: command("settings.set", ["settings"]),

      policies: query("policies.list", ["policies", "drafts"]),
      policy: query("policies.get", ["policies"]),
      createPolicy: command("policies.create", ["policies"], { inline: true }),
      savePolicy: command("policies.save", ["policies", "drafts"], { inline: true }),
      duplicatePolicy: command("policies.duplicate", ["policies"]),
      deletePolicy: command("policies.delete", ["policies", "drafts"], { inline: true }),
      policyVersions: query("policies.versions", ["policies"]),
      exportPolicy: query("policies.export", ["policies"], 5),
      policyPage: query("policies.page", ["policies"], 5),
      compareVersions: query("policies.compare", ["policies", "drafts"], 5),
      restoreVersion: command("policies.restore", ["policies", "drafts"], { inline: true }),
      assignments: query("policies.assignments", ["policies", "snapshots", "contexts"]),
      assignPolicy: command("policies.assign", ["policies", "snapshots", "contexts"], { inline: true }),
      starters: query("starters.list", []),
      starter: query("starters.get", []),

      rulesets: query("rulesets.list", ["rulesets", "policies"]),
      ruleset: query("rulesets.get", ["rulesets", "policies"]),
      createRuleset: command("rulesets.create", ["rulesets"], { inline: true }),
      saveRuleset: command("rulesets.save", ["rulesets"], { inline: true }),
      duplicateRuleset: command("rulesets.duplicate", ["rulesets"]),
      deleteRuleset: command("rulesets.delete", ["rulesets"], { inline: true }),
      exportRuleset: command("rulesets.export", [], { inline: true }),
      runtimeRules: query("catalogue.runtimeRules", []),

      attestors: query("attestors.list", ["attestors", "policies"]),
      attestor: query("attestors.get", ["attestors", "policies"]),
      createAttestor: command("attestors.create", ["attestors"], { inline: true }),
      saveAttestor: command("attestors.save", ["attestors"], { inline: true }),
      duplicateAttestor: command("attestors.duplicate", ["attestors"]),
      deleteAttestor: command("attestors.delete", ["attestors"], { inline: true }),
      exportAttestor: command("attestors.export", [], { inline: true }),
      inspectKey: query("attestors.inspect", [], 5),

      previewImport: command("import.preview", [], { inline: true }),
      applyImport: command("import.apply", ["policies", "rulesets", "attestors"], { inline: true }),

      drafts: query("drafts.list", ["policies", "drafts"]),
      draft: query("drafts.get", ["drafts"]),
      putDraft: command("drafts.put", [], { inline: true }),
      deleteDraft: command("drafts.delete", ["drafts"]),
      draftHold: query("drafts.hold", ["drafts"], 0),
      takeOverDraft: command("drafts.hold", ["drafts"], { inline: true }),
      releaseDraft: command("drafts.release", [], { inline: true }),

      objectDrafts: query("objectDrafts.list", ["objectDrafts"]),
      objectDraft: query("objectDrafts.get", ["objectDrafts"], 0),
      putObjectDraft: command("objectDrafts.put", [], { inline: true }),
      deleteObjectDraft: command("objectDrafts.delete", ["objectDrafts"], { inline: true }),

      contexts: query("contexts.list", ["contexts"]),
      checkContext: command("contexts.check", [], { inline: true }),
      allowExec: command("contexts.allowExec", ["contexts"], { inline: true }),
      addKubeconfig: command("kubeconfigs.add", ["contexts"], { inline: true }),
      removeKubeconfig: command("kubeconfigs.remove", ["contexts"]),

      browse: query("files.browse", []),
      saveFile: command("files.save", [], { inline: true }),

      snapshots: query("snapshots.list", ["snapshots"]),
      takeSnapshot: command("snapshots.take", ["snapshots"]),
      exportSnapshot: command("snapshots.export", [], { inline: true }),
      deleteSnapshot: command("snapshots.delete", ["snapshots"], { inline: true }),
      snapshotNamespaces: query("snapshots.namespaces", []),

      startScan: command("scans.start", ["scans"], { inline: true }),
      scans: query("scans.list", ["scans"]),
      scan: query("scans.get", ["scans"]),
      deleteScan: command("scans.delete", ["scans"], { inline: true }),
      scanRows: query("scans.rows", ["scans"]),
      scanWorkload: query("scans.workload", ["scans"]),
      scanYaml: query("scans.yaml", ["scans"]),
      scanTrace: query("scans.trace", ["scans"]),
      scanOutlook: query("scans.outlook", ["scans"]),
      scanGroups: query("scans.groups", ["scans"]),
      scanHeatMap: query("scans.heatMap", ["scans"]),
      exportScan: command("scans.export", []),
      proposeExceptions: query("scans.propose", ["scans"]),

      compare: query("compare.page", ["scans", "snapshots", "policies", "drafts", "settings"]),
      exportComparison: command("compare.export", []),
      rolloutPlan: query("rollout.plan", ["snapshots", "policies", "settings"]),

      impact: query("impact.judge", ["snapshots", "settings"], 5),

      jobs: query("jobs.list", []),
      cancelJob: command("jobs.cancel", []),

      connections: query("connections.list", ["connections"]),
    };
  },
});

/** Endpoint makers that infer everything from the channel's name. `keepFor`: seconds that unused data is kept. */
export function contractEndpoints(build: EndpointBuilder<typeof contractQuery, Topic, "api">) {
  return {
    query: <C extends Channel>(channel: C, topics: Topic[], keepFor = 60) =>
      build.query<Response<C>, Request<C>>({
        query: (request) => ({ channel, request }),
        providesTags: topics,
        keepUnusedDataFor: keepFor,
      }),
    command: <C extends Channel>(channel: C, topics: Topic[], options: CallOptions = {}) =>
      build.mutation<Response<C>, Request<C>>({
        query: (request) => ({ channel, request }),
        // A refused command may mean that the window's picture is old: refetch then too.
        invalidatesTags: topics,
        extraOptions: options,
      }),
  };
}

export const {
  useAppInfoQuery,
  useSettingsQuery,
  useSetSettingsMutation,
  usePoliciesQuery,
  usePolicyQuery,
  useCreatePolicyMutation,
  useSavePolicyMutation,
  useDuplicatePolicyMutation,
  useDeletePolicyMutation,
  usePolicyVersionsQuery,
  useExportPolicyQuery,
  usePolicyPageQuery,
  useCompareVersionsQuery,
  useRestoreVersionMutation,
  useAssignmentsQuery,
  useStartersQuery,
  useStarterQuery,
  useAssignPolicyMutation,
  useRulesetsQuery,
  useRulesetQuery,
  useCreateRulesetMutation,
  useSaveRulesetMutation,
  useDuplicateRulesetMutation,
  useDeleteRulesetMutation,
  useExportRulesetMutation,
  useRuntimeRulesQuery,
  useAttestorsQuery,
  useAttestorQuery,
  useCreateAttestorMutation,
  useSaveAttestorMutation,
  useDuplicateAttestorMutation,
  useDeleteAttestorMutation,
  useExportAttestorMutation,
  useInspectKeyQuery,
  usePreviewImportMutation,
  useApplyImportMutation,
  useDraftsQuery,
  useDraftQuery,
  usePutDraftMutation,
  useDeleteDraftMutation,
  useDraftHoldQuery,
  useTakeOverDraftMutation,
  useReleaseDraftMutation,
  useObjectDraftsQuery,
  useObjectDraftQuery,
  usePutObjectDraftMutation,
  useDeleteObjectDraftMutation,
  useContextsQuery,
  useCheckContextMutation,
  useAllowExecMutation,
  useAddKubeconfigMutation,
  useRemoveKubeconfigMutation,
  useBrowseQuery,
  useSaveFileMutation,
  useSnapshotsQuery,
  useTakeSnapshotMutation,
  useExportSnapshotMutation,
  useDeleteSnapshotMutation,
  useSnapshotNamespacesQuery,
  useStartScanMutation,
  useScansQuery,
  useScanQuery,
  useDeleteScanMutation,
  useScanRowsQuery,
  useLazyScanRowsQuery,
  useScanWorkloadQuery,
  useScanYamlQuery,
  useScanTraceQuery,
  useScanOutlookQuery,
  useScanGroupsQuery,
  useScanHeatMapQuery,
  useExportScanMutation,
  useProposeExceptionsQuery,
  useCompareQuery,
  useExportComparisonMutation,
  useRolloutPlanQuery,
  useImpactQuery,
  useCancelJobMutation,
  useConnectionsQuery,
} = api;
