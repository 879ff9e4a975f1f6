import { useAddKubeconfigMutation } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { FileChooser } from "../files/index.ts";

interface Props {
  onAdded: () => void;
  onClose: () => void;
}

/** Chooses a kubeconfig beside those that kubectl would read by itself. */
export function AddKubeconfig({ onAdded, onClose }: Props) {
  const [add, { error }] = useAddKubeconfigMutation();
  const choose = async ([path]: string[]) => {
    if (!path) return;
    const answer = await add({ path });
    if (answer.error) return;
    onClose();
    onAdded();
  };
  return (
    <FileChooser
      title="Connect a kubeconfig"
      description="The files that kubectl uses (KUBECONFIG, ~/.kube/config) are read anyway. Choose another one; it stays where it is."
      confirm="Add kubeconfig"
      notice={error && <ErrorNotice error={error} />}
      onChoose={(paths) => void choose(paths)}
      onClose={onClose}
    />
  );
}
