import { PageSection } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import DisconnectedIcon from "@patternfly/react-icons/dist/esm/icons/disconnected-icon";
import { useConnectionsQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Time } from "../../ui/Time.tsx";
import { Waiting } from "../../ui/Waiting.tsx";

/** Every connection made in this session: what an auditor asks for first. */
export function ConnectionsPage() {
  const { data: connections, error } = useConnectionsQuery(undefined, { refetchOnMountOrArgChange: true });
  return (
    <>
      <PageHeader title="Connections" subtitle="Every network connection that Sallyport made since it was started. It makes none but to the API server of a context you use." />
      <PageSection>
        <ErrorNotice error={error} />
        {!connections && !error && <Waiting for="the list of connections" />}
        {connections?.length === 0 && (
          <EmptyNote title="None" icon={DisconnectedIcon}>
            Nothing left this machine. A connection appears here when you check, scan or take a snapshot of a context.
          </EmptyNote>
        )}
        {connections && connections.length > 0 && (
          <Table variant="compact" aria-label="Connections">
            <Thead>
              <Tr><Th>Time</Th><Th>Host</Th><Th>Port</Th><Th>Purpose</Th></Tr>
            </Thead>
            <Tbody>
              {connections.map((connection, index) => (
                <Tr key={`${connection.time}:${index}`}>
                  <Td dataLabel="Time"><Time at={connection.time} /></Td>
                  <Td dataLabel="Host"><code>{connection.host}</code></Td>
                  <Td dataLabel="Port">{connection.port}</Td>
                  <Td dataLabel="Purpose">{connection.purpose}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </PageSection>
    </>
  );
}
