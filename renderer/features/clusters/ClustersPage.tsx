import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { selectRunningJobs } from "../../api/jobs.ts";
import { useAppSelector } from "../../app/store.ts";
import { Running, StartScanDialog } from "../scans/index.ts";
import type { ScanTarget } from "../scans/index.ts";
import { AddKubeconfig } from "./AddKubeconfig.tsx";
import { Contexts } from "./Contexts.tsx";
import { Kubeconfigs } from "./Kubeconfigs.tsx";
import { OpenFiles } from "./OpenFiles.tsx";
import { Snapshots } from "./Snapshots.tsx";

type Dialog = { type: "files" } | { type: "kubeconfig" } | { type: "scan"; target: ScanTarget };

/** Clusters that can be reached, and cluster data that is kept. */
export function ClustersPage() {
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const scan = (target: ScanTarget) => setDialog({ type: "scan", target });
  const addKubeconfig = () => setDialog({ type: "kubeconfig" });
  return (
    <>
      <PageHeader title="Clusters" actions={<Button onClick={() => setDialog({ type: "files" })}>Import files</Button>} />
      <PageSection className="sp-stack">
        <Reading />
        <Snapshots onScan={scan} onImport={() => setDialog({ type: "files" })} />
        <Contexts onScan={scan} onAdd={addKubeconfig} />
        <Kubeconfigs onAdd={addKubeconfig} />
      </PageSection>
      {dialog?.type === "files" && <OpenFiles onStarted={close} onClose={close} />}
      {dialog?.type === "kubeconfig" && <AddKubeconfig onAdded={close} onClose={close} />}
      {dialog?.type === "scan" && <StartScanDialog target={dialog.target} onClose={close} />}
    </>
  );
}

/** What is being read into a snapshot. Apart from the page, which need not be drawn with each step of it. */
function Reading() {
  return useAppSelector(selectRunningJobs).filter(({ kind }) => kind !== "scan").map(({ id }) => <Running key={id} id={id} />);
}
