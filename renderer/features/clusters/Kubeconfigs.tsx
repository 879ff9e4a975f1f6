import { Button, Label, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useContextsQuery, useRemoveKubeconfigMutation } from "../../api/api.ts";

/** The kubeconfig files that were looked at, and what is wrong with them. */
export function Kubeconfigs({ onAdd }: { onAdd: () => void }) {
  const { data } = useContextsQuery();
  const [remove] = useRemoveKubeconfigMutation();
  const files = data?.files ?? [];
  return (
    <section aria-labelledby="kubeconfigs">
      <div className="sp-facts">
        <Title headingLevel="h2" size="lg" id="kubeconfigs">Kubeconfig files</Title>
        <Button variant="link" isInline onClick={onAdd}>Add a kubeconfig</Button>
      </div>
      {files.length === 0 && <p className="sp-quiet">None was found, neither where KUBECONFIG points nor at ~/.kube/config.</p>}
      {files.length > 0 && (
        <Table variant="compact" aria-label="Kubeconfig files">
          <Thead>
            <Tr><Th>File</Th><Th>State</Th><Th screenReaderText="Actions" /></Tr>
          </Thead>
          <Tbody>
            {files.map((file) => (
              <Tr key={file.path}>
                <Td dataLabel="File"><span className="sp-mono">{file.path}</span></Td>
                <Td dataLabel="State">
                  {file.problem ? <Label isCompact status="danger" variant="outline">{file.problem}</Label> : "read"}
                  <span className="sp-quiet">{file.added ? " · added by you" : " · as kubectl does"}</span>
                </Td>
                <Td isActionCell>
                  {file.added && <Button variant="link" isInline aria-label={`Remove ${file.path}`} onClick={() => void remove({ path: file.path })}>Remove</Button>}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </section>
  );
}
