import { PageHeader } from "../../ui/PageHeader.tsx";

export function EditorPage() {
  return <PageHeader title="Policy" />;
}
