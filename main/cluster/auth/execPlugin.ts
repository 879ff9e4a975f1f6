import { spawn } from "node:child_process";
import { z } from "zod";
import { execCommandLine } from "../../../shared/ipc/execCommand.ts";
import { fail, ok, type Result } from "../../../shared/kernel/result.ts";
import type { ResolvedContext } from "../kubeconfig/context.ts";
import type { ExecEntry } from "../kubeconfig/entries.ts";

/**
 * Runs a user exec plugin: the protocol of `client.authentication.k8s.io` (client-go credential plugins). The caller
 * has made sure that the user agreed.
 */

export interface ExecCredential {
  token?: string;
  cert?: { cert: string; key: string };
}

const API_VERSIONS = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];
const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;
/** What of the plugin's complaint is shown. */
const MAX_COMPLAINT = 600;

const answerSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal("ExecCredential"),
  status: z.object({ token: z.string().optional(), clientCertificateData: z.string().optional(), clientKeyData: z.string().optional() }),
});

export async function runExecPlugin(context: ResolvedContext, exec: ExecEntry, ca: string | undefined, signal: AbortSignal): Promise<Result<ExecCredential>> {
  const line = execCommandLine(exec);
  const refuse = (message: string, remedy: string) => fail("unauthorized", `Context "${context.name}" signs in with \`${line}\`, and ${message}`, { file: context.user?.file, remedy });
  const apiVersion = exec.apiVersion ?? "";
  if (!API_VERSIONS.includes(apiVersion)) {
    return fail("not-supported", `Context "${context.name}" signs in with \`${line}\` by the protocol "${apiVersion}", which is not supported.`, { file: context.user?.file, remedy: `Set \`apiVersion\` of \`exec\` to ${API_VERSIONS.join(" or ")}.` });
  }
  if (exec.interactiveMode === "Always") {
    return fail("not-supported", `Context "${context.name}" signs in with \`${line}\`, which asks questions on a terminal.`, { file: context.user?.file, remedy: "Sign in with that command in a terminal first and use the kubeconfig or token it gives." });
  }

  const run = await collect(exec, execInfo(context, exec, apiVersion, ca), signal);
  if (signal.aborted) return fail("cancelled", "Cancelled.");
  if (run.problem === "missing") return refuse("that command is not found.", exec.installHint ?? "Install it, or correct `command` in the kubeconfig.");
  if (run.problem === "timeout") return refuse(`it did not end within ${TIMEOUT_MS / 1000} s.`, "Run it in a terminal to see what it waits for.");
  if (run.problem !== undefined) return refuse(`${run.problem}.`, "Run it in a terminal to see what is wrong.");

  const answer = parseAnswer(run.stdout);
  if (!answer) return refuse("its answer is not an ExecCredential.", "Run it in a terminal to see what it prints.");
  if (answer.apiVersion !== apiVersion) return refuse(`it answers in ${answer.apiVersion} where ${apiVersion} was asked for.`, "Update the command, or correct `apiVersion` of `exec` in the kubeconfig.");
  const { token, clientCertificateData: cert, clientKeyData: key } = answer.status;
  if (cert !== undefined && key !== undefined) return ok({ token, cert: { cert, key } });
  return token === undefined ? refuse("it gives neither a token nor a certificate.", "Run it in a terminal to see what it prints.") : ok({ token });
}

/** What the plugin is told, as client-go tells it. */
function execInfo(context: ResolvedContext, exec: ExecEntry, apiVersion: string, ca: string | undefined): string {
  const { cluster, endpoint } = context;
  const spec = {
    interactive: false,
    ...(exec.provideClusterInfo && {
      cluster: {
        "server": cluster.value.server ?? endpoint.host,
        "tls-server-name": cluster.value.tlsServerName,
        "insecure-skip-tls-verify": cluster.value.insecure || undefined,
        "certificate-authority-data": ca === undefined ? undefined : Buffer.from(ca).toString("base64"),
        "proxy-url": cluster.value.proxyUrl,
      },
    }),
  };
  return JSON.stringify({ apiVersion, kind: "ExecCredential", spec });
}

interface Run {
  stdout: string;
  /** `missing`, `timeout`, or what happened in words. */
  problem?: string;
}

function collect(exec: ExecEntry, info: string, signal: AbortSignal): Promise<Run> {
  return new Promise((resolve) => {
    const env: NodeJS.ProcessEnv = { ...process.env, KUBERNETES_EXEC_INFO: info };
    for (const { name, value } of exec.env) env[name] = value;
    const child = spawn(exec.command, exec.args, { env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    let stdout = "";
    let stderr = "";
    let problem: string | undefined;
    const stop = (reason: string) => {
      problem ??= reason;
      child.kill("SIGKILL");
      // A grandchild may hold the pipes open; nothing more is wanted from them.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const timer = setTimeout(() => stop("timeout"), TIMEOUT_MS);
    const onAbort = () => stop("cancelled");
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (stdout.length > MAX_OUTPUT_BYTES) stop("it prints more than a credential");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = (stderr + text).slice(0, MAX_COMPLAINT);
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      problem ??= error.code === "ENOENT" ? "missing" : `it cannot be run (${error.code ?? error.message})`;
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      if (code !== 0) problem ??= `it ended with exit code ${code}${stderr.trim() === "" ? "" : `: ${stderr.trim().replace(/\s+/g, " ")}`}`;
      resolve(problem === undefined ? { stdout } : { stdout, problem });
    });
  });
}

function parseAnswer(text: string): z.infer<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
