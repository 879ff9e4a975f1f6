import { useState } from "react";
import { Button, Checkbox, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { Link } from "react-router";
import type { PolicySummary } from "../../../../shared/ipc/types.ts";
import { useAssignPolicyMutation, useAssignmentsQuery, useContextsQuery, useSnapshotsQuery } from "../../../api/api.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { count } from "../../../ui/format.ts";
import { assignableClusters } from "./clusters.ts";
import type { AssignableCluster } from "./clusters.ts";

interface Props {
  policy: Pick<PolicySummary, "name" | "platform">;
  onClose: () => void;
}

/** Ticks the clusters that a policy is for. A cluster has one policy at most: ticking replaces what it had. */
export function AssignDialog({ policy: { name, platform }, onClose }: Props) {
  const dispatch = useAppDispatch();
  const { data: contexts, error: contextsError } = useContextsQuery();
  const { data: snapshots, error: snapshotsError } = useSnapshotsQuery();
  const { data: assignments, error: assignmentsError } = useAssignmentsQuery();
  const [assign, { error, isLoading }] = useAssignPolicyMutation();
  /** What the user ticked or unticked, by key; the others stay as they are. */
  const [ticks, setTicks] = useState<Record<string, boolean>>({});

  const isKubernetes = platform === "kubernetes";
  // Kubeconfigs that cannot be read do not keep snapshots from being assigned.
  const isReady = snapshots && assignments && (contexts || contextsError);
  const clusters = isReady ? assignableClusters(contexts?.contexts ?? [], snapshots, assignments) : [];
  const isTicked = ({ key, policy }: AssignableCluster) => ticks[key] ?? policy === name;
  const changed = clusters.filter((cluster) => isTicked(cluster) !== (cluster.policy === name));

  const save = async () => {
    for (const cluster of changed) {
      const answer = await assign({ target: cluster.target, policy: isTicked(cluster) ? name : null });
      if (answer.error) return;
    }
    dispatch(noticed({ variant: "success", title: `${name} is assigned to ${count(clusters.filter(isTicked).length, "cluster")}` }));
    onClose();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="assign-title" aria-describedby="assign-about">
      <ModalHeader title={`Assign ${name} to clusters`} labelId="assign-title" description="A policy may serve many clusters; each cluster has one policy at most." descriptorId="assign-about" />
      <ModalBody tabIndex={0} aria-label="Clusters">
        <ErrorNotice error={snapshotsError ?? assignmentsError} title="The clusters could not be read" />
        <ErrorNotice error={contextsError} title="The kubeconfigs could not be read" />
        <ErrorNotice error={error} title="Not all clusters were assigned" />
        {!isKubernetes && <p>This policy is for Amazon ECS. The clusters here are Kubernetes contexts and snapshots, which it cannot be assigned to; export it for the product that enforces it.</p>}
        {isKubernetes && !isReady && <Waiting for="the clusters" />}
        {isKubernetes && isReady && clusters.length === 0 && (
          <p>No cluster is known yet. <Link to="/clusters">Connect a kubeconfig or import cluster data</Link> first.</p>
        )}
        {isKubernetes && (
          <div className="pol-ticks">
            {clusters.map((cluster) => (
              <Checkbox
                key={cluster.key}
                id={`assign-${cluster.key}`}
                label={cluster.name}
                description={<>{cluster.about}<Present cluster={cluster} policy={name} isTicked={isTicked(cluster)} /></>}
                isChecked={isTicked(cluster)}
                onChange={(_, on) => setTicks((before) => ({ ...before, [cluster.key]: on }))}
              />
            ))}
          </div>
        )}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={changed.length === 0} isLoading={isLoading} onClick={() => void save()}>Assign</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

/** The policy that a cluster has now, and what becomes of that. */
function Present({ cluster: { policy: present }, policy, isTicked }: { cluster: AssignableCluster; policy: string; isTicked: boolean }) {
  if (present === undefined) return " · has no policy";
  if (present === policy) return isTicked ? " · has this policy" : " · will have no policy";
  return isTicked ? <strong> · has {present}, which is replaced</strong> : ` · has ${present}`;
}
