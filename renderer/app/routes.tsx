import type { RouteObject } from "react-router";
import { Waiting } from "../ui/Waiting.tsx";
import { NotFound, RouteError } from "./RouteError.tsx";
import { Shell } from "./Shell.tsx";

/** Every place of the window. Each is loaded when it is first visited. */
export const routes: RouteObject[] = [
  {
    path: "/",
    element: <Shell />,
    errorElement: <RouteError />,
    hydrateFallbackElement: <Waiting for="the window" />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          { index: true, lazy: async () => ({ Component: (await import("../features/overview/index.ts")).OverviewPage }) },
          { path: "policies", lazy: async () => ({ Component: (await import("../features/policies/index.ts")).PoliciesPage }) },
          { path: "policies/:name", lazy: async () => ({ Component: (await import("../features/editor/index.ts")).EditorPage }) },
          { path: "policies/:name/versions", lazy: async () => ({ Component: (await import("../features/versions/index.ts")).VersionsPage }) },
          { path: "rulesets", lazy: async () => ({ Component: (await import("../features/rulesets/index.ts")).RulesetsPage }) },
          { path: "rulesets/:name", lazy: async () => ({ Component: (await import("../features/rulesets/index.ts")).RulesetPage }) },
          { path: "attestors", lazy: async () => ({ Component: (await import("../features/attestors/index.ts")).AttestorsPage }) },
          { path: "attestors/:name", lazy: async () => ({ Component: (await import("../features/attestors/index.ts")).AttestorPage }) },
          { path: "clusters", lazy: async () => ({ Component: (await import("../features/clusters/index.ts")).ClustersPage }) },
          { path: "scans", lazy: async () => ({ Component: (await import("../features/scans/index.ts")).ScansPage }) },
          { path: "scans/history", lazy: async () => ({ Component: (await import("../features/history/index.ts")).HistoryPage }) },
          { path: "compare", lazy: async () => ({ Component: (await import("../features/compare/index.ts")).ComparePage }) },
          { path: "rollout", lazy: async () => ({ Component: (await import("../features/rollout/index.ts")).RolloutPage }) },
          { path: "scans/:id", lazy: async () => ({ Component: (await import("../features/scans/index.ts")).ResultsPage }) },
          { path: "signed-files", lazy: async () => ({ Component: (await import("../features/signedFiles/index.ts")).SignedFilesPage }) },
          { path: "trail", lazy: async () => ({ Component: (await import("../features/trail/index.ts")).TrailPage }) },
          { path: "bundles", lazy: async () => ({ Component: (await import("../features/bundles/index.ts")).BundlesPage }) },
          { path: "bundles/export", lazy: async () => ({ Component: (await import("../features/bundles/index.ts")).ExportPage }) },
          { path: "bundles/import", lazy: async () => ({ Component: (await import("../features/bundles/index.ts")).ImportPage }) },
          { path: "bundles/:statement", lazy: async () => ({ Component: (await import("../features/bundles/index.ts")).BundlePage }) },
          { path: "bundles/:statement/sign", lazy: async () => ({ Component: (await import("../features/bundles/index.ts")).SignPage }) },
          { path: "connections", lazy: async () => ({ Component: (await import("../features/connections/index.ts")).ConnectionsPage }) },
          {
            path: "trust",
            lazy: async () => ({ Component: (await import("../features/keys/index.ts")).KeysTrustPage }),
            // Tabs of one page, which stays as it is from one to the other.
            children: [{ index: true, element: null }, { path: "list", element: null }],
          },
          { path: "trust/list/next", lazy: async () => ({ Component: (await import("../features/keys/index.ts")).ProposePage }) },
          { path: "trust/keys/:id", lazy: async () => ({ Component: (await import("../features/keys/index.ts")).KeyPage }) },
          { path: "settings", lazy: async () => ({ Component: (await import("../features/settings/index.ts")).SettingsPage }) },
          { path: "settings/diagnostics", lazy: async () => ({ Component: (await import("../features/diagnostics/index.ts")).DiagnosticsPage }) },
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
];
