import { api, contractEndpoints } from "./api.ts";

/** Endpoints of keys and the trust list. What carries a passphrase is no endpoint: see `secretCall.ts`. */
const keysTrustApi = api.injectEndpoints({
  endpoints: (build) => {
    const { query, command } = contractEndpoints(build);
    return {
      keys: query("keys.list", ["keys", "trust"]),
      backUpKey: command("keys.backup", ["trail"], { inline: true }),
      retireKey: command("keys.retire", ["keys", "trust", "bundles", "trail"], { inline: true }),
      revokeKey: command("keys.revoke", ["keys", "trust", "bundles", "trail"], { inline: true }),
      readToSign: command("keys.readToSign", [], { inline: true }),
      readSignature: command("keys.readSignature", [], { inline: true }),

      trust: query("trust.get", ["trust", "keys"]),
      inspectTrust: command("trust.inspect", [], { inline: true }),
      pinTrust: command("trust.pin", ["trust", "keys", "bundles", "trail"], { inline: true }),
      updateTrust: command("trust.update", ["trust", "keys", "bundles", "trail"], { inline: true }),
      proposeTrust: command("trust.propose", ["trust", "trail"], { inline: true }),
      trustToSign: command("trust.toSign", ["trail"], { inline: true }),
      addTrustSignatures: command("trust.addSignatures", ["trust", "trail"], { inline: true }),
      adoptTrust: command("trust.adopt", ["trust", "keys", "bundles", "trail"], { inline: true }),
      discardTrust: command("trust.discard", ["trust", "trail"], { inline: true }),
      exportTrust: command("trust.export", ["trail"], { inline: true }),
    };
  },
});

export const {
  useKeysQuery,
  useBackUpKeyMutation,
  useRetireKeyMutation,
  useRevokeKeyMutation,
  useReadToSignMutation,
  useReadSignatureMutation,
  useTrustQuery,
  useInspectTrustMutation,
  usePinTrustMutation,
  useUpdateTrustMutation,
  useProposeTrustMutation,
  useTrustToSignMutation,
  useAddTrustSignaturesMutation,
  useAdoptTrustMutation,
  useDiscardTrustMutation,
  useExportTrustMutation,
} = keysTrustApi;
