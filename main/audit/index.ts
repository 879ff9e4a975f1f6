export { createAudit } from "./createAudit.ts";
export { AUDIT_EVENTS, AUDIT_METHODS } from "./methods.ts";
export type { Readers } from "./reading.ts";
