import type { BundleInspection, BundleSummary } from "../../../../shared/ipc/signing.ts";
import { isBlind } from "../checks/looks.ts";

export interface StepsOpen {
  /** It passed every check: its documents can be taken over. */
  accept: boolean;
  /** It is whole and waits for signatures: it can be looked at and signed. */
  approve: boolean;
  /** The same bundle is here, and the file brings signatures that it lacks. */
  join: boolean;
}

/** What can be done with a file. Where nobody is trusted yet the first step is a trust list, and there is no other. */
export function stepsOpen({ accepted, open, steps, signers }: BundleInspection, own: BundleSummary | undefined): StepsOpen {
  const trustsNobody = steps.some(isBlind);
  const isNew = own !== undefined && signers.some(({ key }) => !own.signers.some((signer) => signer.key === key));
  return { accept: accepted, approve: open && !trustsNobody, join: isNew && !trustsNobody && (accepted || open) };
}
