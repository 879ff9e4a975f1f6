import { skipToken } from "@reduxjs/toolkit/query";
import type { BundleDetail, BundleRef } from "../../../shared/ipc/signing.ts";
import { useBundleQuery, useBundlesQuery } from "../../api/bundles.ts";
import type { QueryError } from "../../ui/ErrorNotice.tsx";

/** What names a bundle on the trusted side. */
export function refOf({ bundleId, version, statementSha256 }: BundleRef): BundleRef {
  return { bundleId, version, statementSha256 };
}

/** The bundle of an address, which names it by its statement alone. */
export function useBundleAt(statementSha256: string): { bundle: BundleDetail | undefined; isMissing: boolean; error: QueryError | undefined } {
  const list = useBundlesQuery();
  const found = list.data?.find((bundle) => bundle.statementSha256 === statementSha256);
  const detail = useBundleQuery(found ? refOf(found) : skipToken);
  return { bundle: detail.currentData, isMissing: list.data !== undefined && !list.isFetching && found === undefined, error: list.error ?? detail.error };
}
