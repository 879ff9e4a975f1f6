import { Option } from "commander";
import { formatOption, gatherValues, outputOption, parseCount, parseTime, storeOption, type Definition } from "../define.ts";
import type { ScanFlags } from "../scan/run.ts";
import { otherKindsOption, readingOptions } from "./clusterOptions.ts";

export const scan: Definition<ScanFlags> = {
  name: "scan",
  args: [["[source...]", "files or folders (YAML, JSON, List, NDJSON, each also .gz), - for standard input, or a stored snapshot's name"]],
  summary: "Judge workloads by a policy: what would be logged or blocked, and why.",
  options: [
    new Option("--policy <policy>", "a policy's name in the store, or a file: custom resource, API JSON or Sallyport's own"),
    storeOption(),
    new Option("--context <name>", "judge what runs in the cluster of this kubeconfig context"),
    new Option("--kubeconfig <file>", "kubeconfig to read besides the usual ones; may be repeated").argParser(gatherValues),
    new Option("--allow-exec", "run the context's sign-in command"),
    ...readingOptions(),
    new Option("--unset <reading>", "how absent fields are read (default: as the policy says, else violates)").choices(["violates", "ignored"]),
    new Option("--namespace <name>", "namespace of manifests that name none").default("default"),
    otherKindsOption(),
    new Option("--phase <phase>", "judge by the Deployment or the Continuous actions").choices(["deployment", "continuous"]).default("deployment"),
    new Option("--at <time>", "the clock for ages and expiries (default: now)").argParser(parseTime),
    new Option("--group-by <unit>", "one result for each workload with its pods, or for each object").choices(["workload", "object"]).default("workload"),
    new Option("--exclude-namespace <name>", "nothing is enforced there; may be repeated (default: the store's setting, else kube-system)").argParser(gatherValues),
    new Option("--fail-on <verdict>", "end with exit code 1 when a workload is judged so or stricter").choices(["block", "log", "unknown", "never"]).default("block"),
    formatOption("table", "json", "ndjson"),
    outputOption(),
    new Option("--jobs <number>", "how many threads may be used at most (default: as many as the machine runs at once)").argParser(parseCount),
  ],
  examples: [
    "sallyport scan manifests/ --policy production",
    "kubectl get pods -A -o json | sallyport scan - --policy clusterpolicy.yaml --format ndjson",
    "sallyport scan --context prod-eu --policy production --fail-on log",
  ],
  run: async (...args) => (await import("../scan/run.ts")).runScan(...args),
};
