import { createPrivateKey, X509Certificate } from "node:crypto";
import { fail, ok, type Result } from "../../../shared/kernel/result.ts";
import type { ResolvedContext } from "./context.ts";
import { readText } from "./files.ts";

/** Certificates and keys of a context, PEM. */
export interface TlsMaterial {
  ca?: string;
  cert?: string;
  key?: string;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Reads what a context's TLS connection needs; what is missing or malformed is named with its file. Data wins over a file, as in client-go. */
export async function readTlsMaterial(context: ResolvedContext): Promise<Result<TlsMaterial>> {
  const { cluster, user } = context;
  const material: TlsMaterial = {};
  if (!cluster.value.insecure) {
    const ca = await pem(context, "certificate-authority", cluster.value.caData, cluster.value.caFile, cluster);
    if (!ca.ok) return ca;
    if (ca.value !== undefined) {
      const problem = certificateProblem(ca.value);
      if (problem) return broken(context, `\`certificate-authority\` of cluster "${cluster.name}" ${problem}.`, cluster.value.caFile ?? cluster.file);
      material.ca = ca.value;
    }
  }
  if (!user) return ok(material);

  const cert = await pem(context, "client-certificate", user.value.certData, user.value.certFile, user);
  if (!cert.ok) return cert;
  const key = await pem(context, "client-key", user.value.keyData, user.value.keyFile, user);
  if (!key.ok) return key;
  if (cert.value === undefined && key.value === undefined) return ok(material);
  if (cert.value === undefined || key.value === undefined) {
    const missing = cert.value === undefined ? "client-certificate" : "client-key";
    return broken(context, `user "${user.name}" has a ${missing === "client-key" ? "certificate but no key" : "key but no certificate"}.`, user.file, `Set \`${missing}\` or \`${missing}-data\`.`);
  }
  const problem = certificateProblem(cert.value) ?? keyProblem(cert.value, key.value);
  if (problem) return broken(context, `the client certificate of user "${user.name}" ${problem}.`, user.value.certFile ?? user.file);
  return ok({ ...material, cert: cert.value, key: key.value });
}

/** Says when the client certificate is out of its time by this computer's clock. */
export function clientCertificateWarning(material: TlsMaterial, now: Date): string | undefined {
  if (material.cert === undefined) return undefined;
  const { validFromDate, validToDate } = new X509Certificate(material.cert);
  if (now > validToDate) return `The client certificate expired on ${validToDate.toISOString()}; this computer's clock says ${now.toISOString()}.`;
  if (now < validFromDate) return `The client certificate is not valid before ${validFromDate.toISOString()}; this computer's clock says ${now.toISOString()}.`;
  return undefined;
}

async function pem(
  context: ResolvedContext, key: string, data: string | undefined, file: string | undefined, owner: { name: string; file: string },
): Promise<Result<string | undefined>> {
  if (data !== undefined) {
    const text = Buffer.from(data, "base64").toString("latin1");
    if (!text.includes("-----BEGIN")) return broken(context, `\`${key}-data\` of "${owner.name}" is not base64 of PEM text.`, owner.file);
    return ok(text);
  }
  if (file === undefined) return ok(undefined);
  const read = await readText(file);
  if (read.ok) return read;
  return broken(context, `\`${key}\` of "${owner.name}" in ${owner.file} points to ${file}, and ${read.error.message}.`, file, "Put the file there, or correct the path in the kubeconfig.");
}

function broken(context: ResolvedContext, message: string, file: string, remedy = "Correct it in the kubeconfig, or get a new kubeconfig for this cluster.") {
  return fail("invalid-input", `Context "${context.name}": ${message}`, { file, remedy });
}

function certificateProblem(text: string): string | undefined {
  const blocks = text.match(PEM_CERTIFICATE) ?? [];
  try {
    const certificates = blocks.map((block) => new X509Certificate(block));
    return certificates.length === 0 ? "holds no PEM certificate" : undefined;
  } catch {
    return "holds a certificate that cannot be read";
  }
}

function keyProblem(cert: string, key: string): string | undefined {
  try {
    const matches = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    return matches ? undefined : "does not belong to its key";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    return code === "ERR_MISSING_PASSPHRASE" || /passphrase|password/i.test(String(error)) ? "has a key protected by a passphrase, which kubeconfigs do not support" : "has a key that cannot be read";
  }
}
