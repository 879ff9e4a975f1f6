import { PageHeader } from "../../ui/PageHeader.tsx";

export function ClustersPage() {
  return <PageHeader title="Clusters" />;
}
