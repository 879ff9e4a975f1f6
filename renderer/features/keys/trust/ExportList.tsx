import type { TrustList } from "../../../../shared/ipc/signing.ts";
import { useExportTrustMutation } from "../../../api/keysTrust.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { SaveDialog } from "../../files/index.ts";
import { listFileName } from "./listWords.ts";

interface Props {
  which: "current" | "proposal";
  list: TrustList;
  onClose: () => void;
}

const TEXT = {
  current: "The signed list, for other places: they pin it by its fingerprint, or take it over after the one before.",
  proposal: "The list with the signatures it has: others sign their copy and send it back. It can go and come any number of times.",
} as const;

export function ExportList({ which, list, onClose }: Props) {
  const dispatch = useAppDispatch();
  const [write] = useExportTrustMutation();
  const save = async (path: string, overwrite: boolean) => {
    const answer = await write({ which, path, overwrite });
    if (answer.data) {
      dispatch(noticed({ variant: "success", title: `Trust list written to ${answer.data.path}` }));
      onClose();
    }
    return answer.error;
  };
  return <SaveDialog title={`Export version ${list.version} of the trust list`} description={TEXT[which]} fileName={listFileName(list)} confirm="Export" onWrite={save} onClose={onClose} />;
}
