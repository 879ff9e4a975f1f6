/** Valid requests of the channels about results. */
const FILTER = { namespaces: ["shop"], images: ["nginx"], label: { key: "team", values: ["web", ""] }, restart: ["template"], continuous: ["terminate"] };
const COMPARE = { subject: { type: "scans", a: "s", b: "t" }, changes: ["worse"], filter: FILTER, by: { what: "label", key: "team" } };

export const VALID_RESULTS = {
  "scans.outlook": { id: "c" },
  "scans.groups": { id: "c", filter: FILTER, by: { what: "image" } },
  "scans.heatMap": { id: "c", filter: {} },
  "scans.export": { id: "c", filter: FILTER, sort: "name", descending: true, show: { what: "groups", by: { what: "rule" } }, format: "csv" },
  "scans.propose": { id: "c", rows: [0, 7] },
  "compare.page": { ...COMPARE, offset: 0, limit: 100 },
  "compare.export": {
    ...COMPARE,
    subject: { type: "policies", snapshotId: "s", a: { name: "P", version: 1 }, b: { name: "P", draft: true }, options: { phase: "deployment" } },
    format: "ndjson",
  },
  "rollout.plan": { policy: "P", version: 2, snapshotIds: ["s"], quietDays: 14 },
};
