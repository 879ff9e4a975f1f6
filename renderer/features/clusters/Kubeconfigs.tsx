import { Button, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useContextsQuery, useRemoveKubeconfigMutation } from "../../api/api.ts";
import { Remark } from "./Remark.tsx";

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
                  {file.problem ? "not read" : file.warning ? "read in part" : "read"}
                  <span className="sp-quiet">{file.added ? " · added by you" : " · as kubectl does"}</span>
                  {file.problem && <Remark status="danger">{file.problem}</Remark>}
                  {file.warning && <Remark status="warning">{file.warning}</Remark>}
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
