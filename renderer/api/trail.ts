import { api, contractEndpoints } from "./api.ts";

/** Endpoints of the audit trail, of signed files and of what the program says about itself. Signing is none: see `secretCall.ts`. */
const trailApi = api.injectEndpoints({
  endpoints: (build) => {
    const { query, command } = contractEndpoints(build);
    return {
      diagnostics: query("app.diagnostics", ["trail", "trust", "bundles"], 5),
      acknowledgeRestore: command("app.acknowledgeRestore", ["trail"]),

      trail: query("trail.list", ["trail"]),
      /** The store's own chain, followed further whenever it grew. */
      trailState: query("trail.state", ["trail", "trust", "keys"], 5),
      verifyTrail: command("trail.verify", [], { inline: true }),
      exportTrail: command("trail.export", ["trail"], { inline: true }),
      trailToSign: command("trail.toSign", [], { inline: true }),

      fileToSign: command("reports.toSign", [], { inline: true }),
      verifyFile: command("reports.verify", ["trail"], { inline: true }),
    };
  },
});

export const {
  useDiagnosticsQuery,
  useAcknowledgeRestoreMutation,
  useTrailQuery,
  useTrailStateQuery,
  useVerifyTrailMutation,
  useExportTrailMutation,
  useTrailToSignMutation,
  useFileToSignMutation,
  useVerifyFileMutation,
} = trailApi;
