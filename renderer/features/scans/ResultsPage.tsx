import { PageHeader } from "../../ui/PageHeader.tsx";

export function ResultsPage() {
  return <PageHeader title="Scan" />;
}
