import type { BundleSummary } from "../../../../shared/ipc/signing.ts";
import { useSaveBundleMutation } from "../../../api/bundles.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { SaveDialog } from "../../files/index.ts";
import { refOf } from "../ref.ts";
import { bundleFileName } from "../words.ts";

/** Writes a bundle as it is kept, byte for byte: to those who still have to sign, or to where it is used. */
export function SaveBundle({ bundle, onClose }: { bundle: BundleSummary; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [save] = useSaveBundleMutation();
  const write = async (path: string, overwrite: boolean) => {
    const answer = await save({ ...refOf(bundle), path, overwrite });
    if (answer.error) return answer.error;
    dispatch(noticed({ variant: "success", title: `${bundle.name} v${bundle.version} written to ${path}` }));
    onClose();
    return undefined;
  };
  const { complete, missing } = bundle;
  const waits = missing.length === 0 ? "Signatures are still missing." : `It still lacks signatures; ${missing.join(", ")} may sign.`;
  return (
    <SaveDialog
      title={complete ? `Write ${bundle.name} v${bundle.version}` : `Send ${bundle.name} v${bundle.version} for approval`}
      description={
        complete
          ? "The file as it is kept, byte for byte. Carry it to where its policies are used."
          : `${waits} Carry the file to them: each opens it with Import a bundle, signs it, and sends back the file that comes of it.`
      }
      fileName={bundleFileName(bundle)}
      onWrite={write}
      onClose={onClose}
    />
  );
}
