import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { clusterObjects } from "../clusterObjects.ts";
import type { Fault } from "./faults.ts";
import { writeKubeconfigs } from "./kubeconfigs.ts";
import type { ClusterData } from "./lists.ts";
import { startApiServer } from "./server.ts";
import { makeCluster } from "./workloads.ts";

/**
 * The test API server as a process of its own:
 * `node test/support/apiServer/main.ts [--pods N | --cluster N | --data FILE] [--faults JSON] [--forbidden a,b] [--folder DIR]`.
 * FILE holds objects by resource (`{"pods":[…]}`); `--cluster` gives objects as large and as different as real ones. Prints one line of JSON with the address and the kubeconfigs, and
 * ends on SIGTERM, SIGINT or the end of its standard input.
 */
const { values } = parseArgs({
  options: {
    pods: { type: "string", default: "100" },
    cluster: { type: "string" },
    data: { type: "string" },
    faults: { type: "string", default: "[]" },
    forbidden: { type: "string" },
    folder: { type: "string" },
  },
});

const data = values.data !== undefined
  ? (JSON.parse(readFileSync(values.data, "utf8")) as ClusterData)
  : values.cluster === undefined ? makeCluster(Number(values.pods)) : clusterByResource(Number(values.cluster));
const server = await startApiServer({ data, faults: JSON.parse(values.faults) as Fault[], forbidden: values.forbidden?.split(",") });
const folder = values.folder ?? mkdtempSync(path.join(tmpdir(), "sallyport-api-server-"));
const kubeconfigs = await writeKubeconfigs(folder, server);
process.stdout.write(`${JSON.stringify({ url: server.url, kubeconfigs })}\n`);

function clusterByResource(pods: number): ClusterData {
  const byResource: ClusterData = {};
  for (const object of clusterObjects({ pods })) (byResource[`${String(object["kind"]).toLowerCase()}s`] ??= []).push(object);
  return byResource;
}

const stop = () => void server.stop().then(() => process.exit(0));
process.once("SIGTERM", stop).once("SIGINT", stop);
process.stdin.once("end", stop).resume();
