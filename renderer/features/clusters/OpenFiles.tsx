import { useState } from "react";
import { FileChooser } from "../files/index.ts";
import { ImportDialog } from "./ImportDialog.tsx";

interface Props {
  onStarted: () => void;
  onClose: () => void;
}

/** Chooses manifests or snapshots, then asks under which name they are kept. */
export function OpenFiles({ onStarted, onClose }: Props) {
  const [paths, setPaths] = useState<string[]>();
  if (paths) return <ImportDialog paths={paths} onStarted={onStarted} onClose={onClose} />;
  return (
    <FileChooser
      multiple
      title="Open a snapshot, a dump or manifests"
      description="Files and folders of YAML or JSON, also compressed; archives (tar, tar.gz, zip) as must-gather, support bundles and Velero write them; or one exported snapshot. Tick those that belong to one cluster: they are read together."
      confirm="Open"
      onChoose={setPaths}
      onClose={onClose}
    />
  );
}
