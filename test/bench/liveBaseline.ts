import https from "node:https";

/**
 * What a live scan is compared with: pages of 500 objects of each resource, one after the other over one connection that is
 * kept alive, each given to `JSON.parse`. Prints the milliseconds from the first request to the last page.
 */
const [base = ""] = process.argv.slice(2);
const PATHS = [
  "/api/v1/namespaces", "/api/v1/pods", "/api/v1/replicationcontrollers", "/apis/apps/v1/replicasets", "/apis/apps/v1/deployments",
  "/apis/apps/v1/statefulsets", "/apis/apps/v1/daemonsets", "/apis/batch/v1/jobs", "/apis/batch/v1/cronjobs",
];
// The benchmark's own server, whose certificate nobody signed.
const agent = new https.Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });

const started = performance.now();
for (const path of PATHS) {
  let token: string | undefined = "";
  while (token !== undefined) {
    const page = JSON.parse((await get(`${base}${path}?limit=500${token === "" ? "" : `&continue=${encodeURIComponent(token)}`}`)).toString()) as { metadata: { continue?: string } };
    token = page.metadata.continue;
  }
}
console.log(JSON.stringify({ wall: performance.now() - started }));
agent.destroy();

function get(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    https.get(url, { agent, headers: { authorization: "Bearer test-token" } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(Buffer.concat(parts))).on("error", reject);
    }).on("error", reject);
  });
}
