import { PageHeader } from "../../ui/PageHeader.tsx";

export function ScansPage() {
  return <PageHeader title="Scans" />;
}
