import { mkdirSync } from "node:fs";
import { inRoot } from "./paths.ts";
import { run, runNode } from "./run.ts";

/**
 * `npm run realcluster`: builds etcd and the API server of Kubernetes from their Go modules and runs `test/realcluster`
 * against them. Apart from `npm test`, which needs no Go. The first build takes some minutes.
 */
const SOURCES = inRoot("test/realcluster/server");
const PROGRAMS = inRoot("out/realcluster");

process.exitCode = await realCluster();

async function realCluster(): Promise<number> {
  if ((await run("go", ["version"])) !== 0) {
    console.error("The API server of Kubernetes is built with Go, and there is no `go` on the path. Install Go 1.24 or newer.");
    return 1;
  }
  mkdirSync(PROGRAMS, { recursive: true });
  for (const program of ["etcd", "kube-apiserver"]) {
    console.log(`Building ${program}…`);
    const code = await run("go", ["build", "-C", SOURCES, "-o", `${PROGRAMS}/${program}`, `./${program}`]);
    if (code !== 0) return code;
  }
  return runNode("vitest/vitest.mjs", ["run", "--config", "test/realcluster/vitest.config.ts", ...process.argv.slice(2)]);
}
