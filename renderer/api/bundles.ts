import { api, contractEndpoints } from "./api.ts";

/** Endpoints of signed bundles. What is trusted here decides what a signature is worth, so they follow the trust list too. */
const bundlesApi = api.injectEndpoints({
  endpoints: (build) => {
    const { query, command } = contractEndpoints(build);
    return {
      bundles: query("bundles.list", ["bundles", "trust", "keys"]),
      bundle: query("bundles.get", ["bundles", "trust", "keys"]),
      createBundle: command("bundles.create", ["bundles", "trail"], { inline: true }),
      reissueBundle: command("bundles.reissue", ["bundles", "trail"], { inline: true }),
      saveBundle: command("bundles.save", ["trail"], { inline: true }),
      bundleToSign: command("bundles.toSign", [], { inline: true }),
      /** Each look at a file is told in the trail, so an answer is not kept for another page. */
      inspectBundle: query("bundles.inspect", ["trust"], 0),
      keepBundle: command("bundles.keep", ["bundles", "trail"], { inline: true }),
      bundleImpact: query("bundles.impact", ["snapshots", "policies", "settings"], 5),
      acceptBundle: command("bundles.accept", ["bundles", "policies", "rulesets", "attestors", "trail"], { inline: true }),
    };
  },
});

export const {
  useBundlesQuery,
  useBundleQuery,
  useCreateBundleMutation,
  useReissueBundleMutation,
  useSaveBundleMutation,
  useBundleToSignMutation,
  useInspectBundleQuery,
  useKeepBundleMutation,
  useBundleImpactQuery,
  useAcceptBundleMutation,
} = bundlesApi;
