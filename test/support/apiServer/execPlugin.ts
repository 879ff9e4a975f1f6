import { appendFileSync, readFileSync } from "node:fs";

/**
 * An exec plugin for tests: `node execPlugin.ts TOKEN [FILE]`. Prints a credential with TOKEN; `@PATH` is read from
 * that file. What it was told (KUBERNETES_EXEC_INFO) is added to FILE as a line, so that a test can see whether it ran.
 * TOKEN `fail`, `garbage` and `hang` misbehave.
 */
const [token = "", log] = process.argv.slice(2);
if (log !== undefined) appendFileSync(log, `${process.env["KUBERNETES_EXEC_INFO"] ?? ""}\n`);

if (token === "fail") {
  process.stderr.write("no session: sign in first\n");
  process.exitCode = 3;
} else if (token === "garbage") {
  process.stdout.write("Welcome!\n");
} else if (token === "hang") {
  setInterval(() => undefined, 1000);
} else {
  const value = token.startsWith("@") ? readFileSync(token.slice(1), "utf8").trim() : token;
  process.stdout.write(JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status: { token: value } }));
}
