import { PageHeader } from "../../ui/PageHeader.tsx";

export function PoliciesPage() {
  return <PageHeader title="Policies" />;
}
