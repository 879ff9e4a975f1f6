import { generate } from "selfsigned";

/** PEM. */
export interface KeyPair {
  cert: string;
  key: string;
}

/** What is wrong with the server's certificate, if anything. */
export type CertificateFault = "expired" | "notYetValid" | "otherName" | "otherAuthority";

export interface ServerCertificates {
  /** The authority that clients are told to trust. */
  ca: string;
  server: KeyPair;
  client: KeyPair;
  /** Signed by the same authority, out of its time. */
  expiredClient: KeyPair;
  /** Signed by another authority. */
  foreignClient: KeyPair;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ALGORITHM = { keyType: "ec", algorithm: "sha256" } as const;

const made = new Map<CertificateFault | undefined, Promise<ServerCertificates>>();

/** `makeCertificates`, once in a process: it takes longer than what most tests do with them. */
export function certificatesOf(fault?: CertificateFault): Promise<ServerCertificates> {
  const known = made.get(fault) ?? makeCertificates(fault);
  made.set(fault, known);
  return known;
}

/** Makes an authority, and certificates for a server on loopback and for its clients. */
export async function makeCertificates(fault?: CertificateFault): Promise<ServerCertificates> {
  const ca = await makeAuthority("Test authority");
  const other = await makeAuthority("Another authority");
  const now = Date.now();
  const validity = {
    expired: { from: now - 10 * DAY_MS, to: now - DAY_MS },
    notYetValid: { from: now + DAY_MS, to: now + 10 * DAY_MS },
    normal: { from: now - DAY_MS, to: now + 10 * DAY_MS },
  };
  const serverTime = fault === "expired" || fault === "notYetValid" ? validity[fault] : validity.normal;
  const names = fault === "otherName" ? ["elsewhere.example"] : ["localhost", "127.0.0.1"];
  return {
    ca: ca.cert,
    server: await makeServerCertificate(fault === "otherAuthority" ? other : ca, names, serverTime),
    client: await makeClientCertificate(ca, validity.normal),
    expiredClient: await makeClientCertificate(ca, validity.expired),
    foreignClient: await makeClientCertificate(other, validity.normal),
  };
}

async function makeAuthority(name: string): Promise<KeyPair> {
  const pair = await generate([{ name: "commonName", value: name }], {
    ...ALGORITHM,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert: pair.cert, key: pair.private };
}

interface Validity {
  from: number;
  to: number;
}

async function makeServerCertificate(ca: KeyPair, names: string[], { from, to }: Validity): Promise<KeyPair> {
  const pair = await generate([{ name: "commonName", value: names[0] }], {
    ...ALGORITHM, ca, notBeforeDate: new Date(from), notAfterDate: new Date(to),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: names.map((name) => (/^[\d.]+$/.test(name) ? { type: 7, ip: name } : { type: 2, value: name })) },
    ],
  });
  return { cert: pair.cert, key: pair.private };
}

async function makeClientCertificate(ca: KeyPair, { from, to }: Validity): Promise<KeyPair> {
  const pair = await generate([{ name: "commonName", value: "auditor" }], {
    ...ALGORITHM, ca, notBeforeDate: new Date(from), notAfterDate: new Date(to),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", clientAuth: true },
    ],
  });
  return { cert: pair.cert, key: pair.private };
}
