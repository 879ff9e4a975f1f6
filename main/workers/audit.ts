import { AUDIT_EVENTS, AUDIT_METHODS, createAudit } from "../audit/index.ts";
import type { Audit, AuditEvents } from "../ports.ts";
import { serveWorker } from "./rpc.ts";

/** The audit thread: it reads sources and judges them, so that no other thread ever parses cluster data. */
serveWorker<Audit, AuditEvents>({
  methods: AUDIT_METHODS,
  events: AUDIT_EVENTS,
  start: (_data, events) => ({ implementation: createAudit(events) }),
});
