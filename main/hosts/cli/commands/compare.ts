import { Option } from "commander";
import { formatOption, outputOption, parseTime, storeOption, type Definition } from "../define.ts";
import type { CompareFlags } from "../scan/compare.ts";

export const compare: Definition<CompareFlags> = {
  name: "compare",
  args: [["[source...]", "files, folders or stored snapshots: one or more for two policies; the earlier and the later for one policy"]],
  summary: "Say what changes: between two policies on the same workloads, or between two sources by the same policy.",
  options: [
    new Option("--from <policy>", "the policy as it is: a name in the store or a file"),
    new Option("--to <policy>", "the policy as it would be"),
    new Option("--policy <policy>", "one policy for two sources, the earlier one first"),
    storeOption(),
    new Option("--unset <reading>", "how absent fields are read (default: as each policy says, else violates)").choices(["violates", "ignored"]),
    new Option("--namespace <name>", "namespace of manifests that name none").default("default"),
    new Option("--phase <phase>", "judge by the Deployment or the Continuous actions").choices(["deployment", "continuous"]).default("deployment"),
    new Option("--at <time>", "the clock for ages and expiries (default: now)").argParser(parseTime),
    new Option("--fail-on <change>", "end with exit code 1 when something is newly blocked, or worse than before").choices(["worse", "never"]).default("never"),
    formatOption("table", "json", "ndjson", "csv"),
    outputOption(),
  ],
  examples: [
    "sallyport compare cluster.json --from production --to clusterpolicy.yaml",
    "sallyport compare monday.json friday.json --policy production --format csv",
  ],
  run: async (...args) => (await import("../scan/compare.ts")).runCompare(...args),
};
