import { parseHcl } from "../files/hcl.ts";
import type { Hcl } from "../ports.ts";
import { serveWorker } from "./rpc.ts";

/**
 * The thread for Terraform files. Their parser is WebAssembly that takes seconds to start and puts things of its own on
 * the global object: here it keeps nobody waiting and reaches nothing.
 */
serveWorker<Hcl, object>({
  methods: { parse: true },
  events: {},
  start: () => ({ implementation: { parse: ({ text, file }) => parseHcl(text, file) } }),
});
