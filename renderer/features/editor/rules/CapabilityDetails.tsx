import { CAPABILITY_SETS, DEFAULT_CAPABILITIES } from "../../../../shared/rules/capabilitySets.ts";
import type { CapabilitySet } from "../../../../shared/rules/capabilitySets.ts";
import type { DetailsProps } from "./details.ts";

/** What the chosen predefined policy lets through, in one line under the rule. */
export function CapabilityLine({ rule }: DetailsProps) {
  const set = rule.properties["capabilityRestriction"];
  if (typeof set !== "string" || !Object.hasOwn(CAPABILITY_SETS, set)) return null;
  const allowed = CAPABILITY_SETS[set as CapabilitySet];
  if (allowed.length === 0) return <p className="ed-details ed-quiet">lets no capability through</p>;
  return <p className="ed-details ed-quiet">lets through {allowed.length}: {allowed.join(", ")}</p>;
}

/** The source document's table of predefined policies with its notes. */
const TABLE: { set: CapabilitySet; text: string; note?: string }[] = [
  { set: "restrict-nondefaults", text: `Allows capabilities which are one of the default Docker capabilities: ${DEFAULT_CAPABILITIES.join(", ")}.` },
  {
    set: "baseline",
    text: "Allows default capabilities but not the NET_RAW capability.",
    note: "NET_RAW is a default capability that allows the use of RAW and PACKET sockets. With it a malicious user may forge packets, execute man-in-the-middle attacks and perform other network exploits. It is needed only for specific networking, so dropping it should not affect the majority of applications.",
  },
  {
    set: "restricted",
    text: "Allows only the NET_BIND_SERVICE capability.",
    note: "NET_BIND_SERVICE is a default capability that allows binding to privileged ports (port numbers less than 1024). Web servers use it often, and non-root users who need such ports.",
  },
  { set: "restrict-all", text: "Allows no capability." },
];

export function CapabilityHelp() {
  return (
    <>
      <table className="pf-v6-c-table pf-m-compact pf-m-grid-md ed-capabilities">
        <caption className="pf-v6-screen-reader">Predefined capability policies</caption>
        <thead className="pf-v6-c-table__thead">
          <tr className="pf-v6-c-table__tr">
            <th className="pf-v6-c-table__th" scope="col">Predefined policy</th>
            <th className="pf-v6-c-table__th" scope="col">Description</th>
          </tr>
        </thead>
        <tbody className="pf-v6-c-table__tbody">
          {TABLE.map(({ set, text, note }) => (
            <tr key={set} className="pf-v6-c-table__tr">
              <th className="pf-v6-c-table__th" scope="row">{set}</th>
              <td className="pf-v6-c-table__td">{text}{note && <small className="ed-note">{note}</small>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>The CIS Kubernetes Benchmarks advise to not add any new capabilities and to drop, at the very least, NET_RAW.</p>
      <p>Consider what each container needs and apply a capability policy in line with the principle of least privilege.</p>
    </>
  );
}
