import { useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { useNavigate } from "react-router";
import { Button, Card, CardBody, CardFooter, CardTitle, Gallery, PageSection, Spinner, Title } from "@patternfly/react-core";
import CubesIcon from "@patternfly/react-icons/dist/esm/icons/cubes-icon";
import FolderOpenIcon from "@patternfly/react-icons/dist/esm/icons/folder-open-icon";
import PluggedIcon from "@patternfly/react-icons/dist/esm/icons/plugged-icon";
import type { AppError } from "../../../shared/kernel/result.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { AddKubeconfig, OpenFiles } from "../clusters/index.ts";
import { exploreDemo } from "./exploreDemo.ts";

/** The first start: three ways to have something to judge, and nothing else. */
export function FirstRun() {
  const navigate = useNavigate();
  const demo = useDemo();
  const [door, setDoor] = useState<"kubeconfig" | "files">();
  return (
    <PageSection>
      <Title headingLevel="h1" size="2xl">What would your policy block?</Title>
      <p className="sp-lead">
        Sallyport judges the workloads of a Kubernetes cluster by a policy that you design here. Nothing leaves this machine. Start with
        something to judge:
      </p>
      <ErrorNotice error={demo.error} title="The demo cluster could not be judged" />
      <Gallery hasGutter minWidths={{ default: "16rem" }} className="sp-gap">
        <Door icon={CubesIcon} title="Explore the demo cluster" action={
          <Button onClick={() => void demo.explore()} isDisabled={demo.busy}>Explore the demo cluster</Button>
        }>
          {demo.busy ? <span role="status"><Spinner size="md" aria-hidden /> Importing and judging the demo cluster…</span> : "Some forty workloads with every kind of finding, and a policy that judges them. Results in seconds."}
        </Door>
        <Door icon={PluggedIcon} title="Connect a kubeconfig" action={<Button variant="secondary" onClick={() => setDoor("kubeconfig")}>Connect a kubeconfig</Button>}>
          Reads the workloads of a cluster that you can reach, with the rights of your kubeconfig. It changes nothing there.
        </Door>
        <Door icon={FolderOpenIcon} title="Open a snapshot or manifests" action={<Button variant="secondary" onClick={() => setDoor("files")}>Open files</Button>}>
          A file or folder of YAML or JSON: manifests, a list from kubectl, or a snapshot brought on media. Also compressed with gzip. You can
          drop files on this window, too.
        </Door>
      </Gallery>
      {door === "kubeconfig" && <AddKubeconfig onAdded={() => void navigate("/clusters")} onClose={() => setDoor(undefined)} />}
      {door === "files" && <OpenFiles onStarted={() => void navigate("/clusters")} onClose={() => setDoor(undefined)} />}
    </PageSection>
  );
}

function useDemo() {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const explore = async () => {
    setBusy(true);
    setError(undefined);
    const outcome = await dispatch(exploreDemo());
    setBusy(false);
    if ("error" in outcome) setError(outcome.error);
    else if (!("stopped" in outcome)) await navigate("scanId" in outcome ? `/scans/${encodeURIComponent(outcome.scanId)}` : "/policies");
  };
  return { busy, error, explore };
}

interface DoorProps {
  icon: ComponentType;
  title: string;
  children: ReactNode;
  action: ReactNode;
}

function Door({ icon: Icon, title, children, action }: DoorProps) {
  return (
    <Card isFullHeight>
      <CardTitle component="h2"><span className="sp-door__icon"><Icon /></span> {title}</CardTitle>
      <CardBody>{children}</CardBody>
      <CardFooter>{action}</CardFooter>
    </Card>
  );
}
