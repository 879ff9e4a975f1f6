import { trustChanges } from "../../../../shared/bundle/trustChanges.ts";
import { personName } from "../../../../shared/bundle/trustList.ts";
import type { SigningKeySummary, TrustList, TrustState } from "../../../../shared/ipc/signing.ts";
import { useTrustToSignMutation } from "../../../api/keysTrust.ts";
import { useSecretCall } from "../../../api/secretCall.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { SignDialog } from "../../signing/index.ts";
import { Changes } from "./Changes.tsx";

interface Props {
  proposal: NonNullable<TrustState["proposal"]>;
  current: TrustState["current"];
  onClose: () => void;
}

/** A signature to a proposed list counts for those who may sign lists by it, or by the list before. */
export function SignProposal({ proposal, current, onClose }: Props) {
  const dispatch = useAppDispatch();
  const sign = useSecretCall("trust.sign", ["trust", "trail"]);
  const [write] = useTrustToSignMutation();
  const { list } = proposal;
  const personOf = ({ id }: SigningKeySummary) => signerIn(list, id) ?? (current && signerIn(current.list, id));
  return (
    <SignDialog
      title={`Sign version ${list.version} of the trust list`}
      countsAs="trust"
      personOf={personOf}
      signed={proposal.signers.map(({ key }) => key)}
      toSignName={`trust-v${list.version}.tosign`}
      purposes={["trust"]}
      onWrite={write}
      onSign={async (signing) => {
        const answer = await sign(signing);
        if (answer.data) {
          dispatch(noticed({ variant: "success", title: `Version ${list.version} of the trust list is signed` }));
          onClose();
        }
        return answer.error;
      }}
      onCancel={onClose}
    >
      {current && <Changes changes={trustChanges(current.list, list)} />}
    </SignDialog>
  );
}

function signerIn(list: TrustList, id: string): string | undefined {
  const key = list.keys.find((one) => one.id === id && one.revokedAt === undefined);
  return key && list.roles.trust.keys.includes(id) ? personName(list, key.person) : undefined;
}
