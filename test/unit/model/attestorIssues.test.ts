import { describe, expect, it } from "vitest";
import { emptyAttestor, type Attestor } from "../../../shared/model/attestor.ts";
import { normalisePem, validateAttestor } from "../../../shared/model/attestorIssues.ts";

const KEY = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----";
const valid: Attestor = { ...emptyAttestor("team-key_1.a"), material: { type: "cosignPublicKey", publicKey: KEY } };
const issuesOf = (change: Partial<Attestor>) => validateAttestor({ ...valid, ...change });

describe("an attestor", () => {
  it.each<[string, Partial<Attestor>]>([
    ["a key", {}],
    ["a key with blanks around it", { material: { type: "cosignPublicKey", publicKey: `\n ${KEY}\r\n\n` } }],
    ["a certificate", { material: { type: "certificate", certificate: KEY.replaceAll("PUBLIC KEY", "CERTIFICATE") } }],
    ["an identity", { material: { type: "keyless", issuer: "https://token.example.com", subject: "a@b.example" } }],
    ["the public log", { transparencyLog: { enabled: true } }],
    ["a log of its own", { transparencyLog: { enabled: true, server: "http://rekor.internal:3000/api", publicKey: KEY } }],
  ])("may have %s", (_what, change) => expect(issuesOf(change)).toEqual([]));

  it.each<[string, Partial<Attestor>, string, string]>([
    ["a blank in its name", { name: "a b" }, "name", "no spaces"],
    ["a name of 65 characters", { name: "a".repeat(65) }, "name", "at most 64"],
    ["no key", { material: { type: "cosignPublicKey", publicKey: "" } }, "material.publicKey", "Paste"],
    ["a private key", { material: { type: "cosignPublicKey", publicKey: KEY.replaceAll("PUBLIC", "PRIVATE") } }, "material.publicKey", "private key"],
    ["an encrypted cosign key", { material: { type: "cosignPublicKey", publicKey: KEY.replaceAll("PUBLIC KEY", "ENCRYPTED SIGSTORE PRIVATE KEY") } }, "material.publicKey", "private key"],
    ["a certificate for a key", { material: { type: "cosignPublicKey", publicKey: KEY.replaceAll("PUBLIC KEY", "CERTIFICATE") } }, "material.publicKey", "PEM of type CERTIFICATE"],
    ["text for a key", { material: { type: "cosignPublicKey", publicKey: "hello" } }, "material.publicKey", "not in PEM form"],
    ["an issuer without https", { material: { type: "keyless", issuer: "http://a", subject: "s" } }, "material.issuer", "https://"],
    ["no subject", { material: { type: "keyless", issuer: "https://a", subject: " " } }, "material.subject", "subject"],
    ["an odd log", { transparencyLog: { enabled: true, server: "ftp://a" } }, "transparencyLog.server", "https://"],
    ["a log's key without its address", { transparencyLog: { enabled: true, publicKey: KEY } }, "transparencyLog.server", "needs the log's address"],
  ])("cannot have %s", (_what, change, path, message) => {
    expect(issuesOf(change)).toMatchObject([{ path, message: expect.stringContaining(message) as unknown }]);
  });
});

describe("a PEM", () => {
  it("loses what is not part of it", () => {
    expect(normalisePem(KEY.replaceAll("\n", "\\n"))).toBe(KEY);
    expect(normalisePem(KEY.replaceAll("\n", "\\r\\n"))).toBe(KEY);
    expect(normalisePem(`${KEY.replaceAll("\n", "\r\n")}\r\n`)).toBe(KEY);
  });
});
