import { PageHeader } from "../../ui/PageHeader.tsx";

export function ConnectionsPage() {
  return <PageHeader title="Connections" />;
}
