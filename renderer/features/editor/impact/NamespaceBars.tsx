import type { Impact } from "../../../../shared/ipc/types.ts";
import { customProperties, number } from "../../../ui/format.ts";

const SHOWN = 8;

/** Where the affected workloads are: one bar a namespace, longest first. */
export function NamespaceBars({ byNamespace }: Pick<Impact, "byNamespace">) {
  const bars = byNamespace
    .map((entry) => ({ ...entry, total: entry.block + entry.log + entry.unknown }))
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total);
  const longest = bars[0]?.total ?? 0;
  if (longest === 0) return null;
  return (
    <section className="ed-list">
      <h3 className="ed-list__title">by namespace</h3>
      <ul>
        {bars.slice(0, SHOWN).map(({ namespace, block, log, unknown, total }) => (
          <li key={namespace} className="ed-bars__row">
            <span className="ed-bars__name" title={namespace}>{namespace}</span>
            <span className="ed-bars__bar" aria-hidden>
              {[["block", block], ["log", log], ["unknown", unknown]].map(([verdict, value]) => (
                <span key={verdict} className={`sp-bar__part--${verdict} ed-bars__part`} style={customProperties({ "--ed-share": Number(value) / longest })} />
              ))}
            </span>
            <span className="ed-bars__value" title={`${block} block, ${log} log, ${unknown} undecidable`}>
              {number(total)}<span className="pf-v6-screen-reader"> affected: {block} block, {log} log, {unknown} undecidable</span>
            </span>
          </li>
        ))}
      </ul>
      {bars.length > SHOWN && <p className="ed-quiet">and {bars.length - SHOWN} more namespaces</p>}
    </section>
  );
}
