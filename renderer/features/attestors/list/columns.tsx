import { Label } from "@patternfly/react-core";
import type { AttestorSummary } from "../../../../shared/ipc/types.ts";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { Time } from "../../../ui/Time.tsx";
import { UsedBy, byName, byText, descriptionUnderName } from "../../documents/index.ts";
import type { Column } from "../../documents/index.ts";
import { TYPE_TITLES, isCarriedEverywhere } from "../types.ts";

export function attestorPath({ name }: { name: string }): string {
  return `/attestors/${encodeURIComponent(name)}`;
}

const typeTitle = ({ type }: AttestorSummary) => TYPE_TITLES[type];
const logWord = ({ transparencyLog }: AttestorSummary) => (transparencyLog ? "yes" : "no");

/** The columns of the list of attestors. */
export const ATTESTOR_COLUMNS: Column<AttestorSummary>[] = [
  {
    key: "name",
    title: "Name",
    className: "doc-name",
    cell: (item) => descriptionUnderName(attestorPath(item), item),
    compare: byName,
    text: ({ name, description }) => (description ? `${name}: ${description}` : name),
  },
  { key: "type", title: "Type", cell: (item) => <>{typeTitle(item)}{!isCarriedEverywhere(item.type) && <div><Label isCompact color="orange">Sallyport documents only</Label></div>}</>, compare: byText(typeTitle), text: typeTitle },
  {
    key: "about",
    title: "Key or identity",
    className: "sp-wrap",
    cell: ({ about, fingerprint }) => <>{about}{fingerprint && <div><Digest value={fingerprint} /></div>}</>,
    compare: byText(({ about }) => about),
    text: ({ about, fingerprint }) => [about, fingerprint].filter(Boolean).join(" "),
  },
  { key: "log", title: "Transparency log", cell: logWord, compare: byText(logWord), text: logWord },
  {
    key: "usedBy",
    title: "Used by",
    className: "sp-wrap",
    cell: ({ usedBy }) => <UsedBy policies={usedBy} />,
    compare: (a, b) => a.usedBy.length - b.usedBy.length,
    text: ({ usedBy }) => usedBy.join(", "),
  },
  {
    key: "updated",
    title: "Updated",
    cell: ({ updated }) => <Time at={updated} />,
    compare: (a, b) => byCodeUnit(a.updated, b.updated),
    text: ({ updated }) => updated,
  },
];
