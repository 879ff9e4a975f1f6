import { useState } from "react";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { personName } from "../../../../shared/bundle/trustList.ts";
import type { TrustList } from "../../../../shared/ipc/signing.ts";
import { useKeysQuery } from "../../../api/keysTrust.ts";
import { Time } from "../../../ui/Time.tsx";
import { customProperties, endText } from "../../../ui/format.ts";
import { keyNamer, spansOf } from "./listWords.ts";

interface Row {
  id: string;
  title: string;
  from: number;
  until: number;
  note: string;
  look: "list" | "good" | "waiting" | "ended";
}

/** What expires when: a bar for the list and for each key, with a line for today. */
export function Timeline({ list }: { list: TrustList }) {
  const [now] = useState(Date.now);
  const { data: here = [] } = useKeysQuery();
  const nameOf = keyNamer(here);
  const rows: Row[] = [
    { id: "list", title: `Trust list, version ${list.version}`, from: Number.NaN, until: Date.parse(list.expires), note: endText(list.expires, now), look: Date.parse(list.expires) > now ? "list" : "ended" },
    ...spansOf(list.keys, (id) => personName(list, id)).map(({ id, person, from, until, revokedAt }): Row => ({
      id,
      title: `${person} · ${nameOf(id)}`,
      from,
      until: revokedAt ?? until,
      note: revokedAt === undefined ? (from > now ? "not yet valid" : endText(new Date(until).toISOString(), now)) : "revoked",
      look: revokedAt !== undefined || until < now ? "ended" : from > now ? "waiting" : "good",
    })),
  ];
  const known = rows.flatMap(({ from, until }) => [from, until]).filter((time) => !Number.isNaN(time));
  const [first, last] = [Math.min(now, ...known), Math.max(now, ...known)];
  const place = (time: number) => `${((time - first) / Math.max(1, last - first)) * 100}%`;
  return (
    <Table aria-label="What expires when" variant="compact" className="trust-time">
      <Thead>
        <Tr><Th>Key or list</Th><Th width={45}>Valid</Th><Th>Ends</Th></Tr>
      </Thead>
      <Tbody>
        {rows.map(({ id, title, from, until, note, look }) => {
          // A list has no day on which it begins: its bar begins at the left.
          const start = Number.isNaN(from) ? first : from;
          return (
            <Tr key={id}>
              <Td dataLabel="Key or list">{title}</Td>
              <Td dataLabel="Valid">
                <div className="trust-time__track" aria-hidden style={customProperties({ "--trust-now": place(now), "--trust-from": place(start), "--trust-until": place(Math.max(start, until)) })}>
                  <div className={`trust-time__bar trust-time__bar--${look}`} />
                </div>
              </Td>
              <Td dataLabel="Ends"><Time at={new Date(until).toISOString()} /> <span className="sp-quiet">{note}</span></Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
