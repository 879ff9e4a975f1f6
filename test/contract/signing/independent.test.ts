import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { addSignature, hex, openBundle, prepareBundle, verifyBundle } from "../../../shared/bundle/index.ts";
import { readTar } from "../../../shared/bundle/tar.ts";
import { VERIFY_TEXT } from "../../../shared/bundle/verifyText.ts";
import { crypto, FILES, makeBundle, optionsWith, TERMS, testKey, testKeyObject, testPublicPem } from "../../support/bundles.ts";
import { folderWith } from "../../support/cli.ts";

/** Bundles in the hands of programs that know nothing of Sallyport: openssl, GNU tar, a shell. */

const has = (...command: [string, ...string[]]): boolean => spawnSync(command[0], command.slice(1)).status === 0;
const HAS_TOOLS = has("sh", "-c", "tar --version | grep -q GNU && sha256sum --version && openssl version");

/** The commands of VERIFY.txt for openssl: what stands between its headings and is no text. */
const OPENSSL_COMMANDS = /1\. With openssl\n\n([\s\S]*?)\n\n/.exec(VERIFY_TEXT)?.[1] ?? "";

let folder = "";
beforeEach(() => {
  folder = folderWith();
});

const put = (name: string, data: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), data);
};
const shell = (script: string) => spawnSync("sh", ["-c", script], { cwd: folder, encoding: "utf8" });

describe.skipIf(!HAS_TOOLS)("without Sallyport", () => {
  test.each(["ada", "grace"])("the commands of VERIFY.txt succeed for %s as they stand there", (signer) => {
    put("shop.polbundle", makeBundle());
    put("signer.pub", testPublicPem(signer));
    expect(shell("tar xf shop.polbundle").status).toBe(0);
    expect(readFileSync(join(folder, "VERIFY.txt"), "utf8")).toBe(VERIFY_TEXT);
    const run = shell(`set -e\n${OPENSSL_COMMANDS}`);
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe("Verified OK\n1\n");
  });

  test.each([
    ["another statement", "sed -i s/site-a/site-b/ statement.json", /Verification failure/],
    ["another payload", "printf x >> payload.tar", /Verified OK\n0/],
    ["another signer's key", "cp other.pub signer.pub", /^0|No such file|unable to load|Could not/m],
  ])("the commands of VERIFY.txt notice %s", (_what, tamper, noticed) => {
    put("shop.polbundle", makeBundle({ signers: ["ada"] }));
    put("signer.pub", testPublicPem("ada"));
    put("other.pub", testPublicPem("grace"));
    shell("tar xf shop.polbundle");
    shell(tamper);
    const run = shell(OPENSSL_COMMANDS);
    expect(run.stdout + run.stderr).toMatch(noticed);
    expect(run.stdout).not.toBe("Verified OK\n1\n");
  });

  test("GNU tar makes the same payload of the same files", () => {
    const prepared = prepareBundle(FILES, TERMS, crypto);
    const tar = prepared.ok ? readTar(prepared.value.payload, { what: "", files: 99, isName: () => true }) : prepared;
    if (!prepared.ok || !tar.ok) throw new Error("unreadable");
    for (const { name, data } of tar.value) put(`in/${name}`, data);
    const names = tar.value.map(({ name }) => name).join(" ");
    execFileSync("sh", ["-c", `LC_ALL=C tar --sort=name --format=ustar --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=0644 -b1 -cf ../out.tar ${names}`], { cwd: join(folder, "in") });
    expect(hex(readFileSync(join(folder, "out.tar")))).toBe(hex(prepared.value.payload));
  });

  test("a signature of openssl, made from the bytes to sign alone, is taken", () => {
    const opened = openBundle(makeBundle({ signers: ["ada"] }), crypto);
    if (!opened.ok) throw new Error(opened.refusal.message);
    put("grace.pem", testKeyObject("grace").export({ format: "pem", type: "pkcs8" }));
    put("pae.bin", opened.value.toSign);
    expect(shell("openssl dgst -sha256 -sign grace.pem -out grace.sig pae.bin").status).toBe(0);
    const { spki, id } = testKey("grace").publicKey;
    const signature = readFileSync(join(folder, "grace.sig"));
    const signed = addSignature(opened.value, { keyDigest: Buffer.from(id, "hex"), payload: opened.value.statement, signature }, spki, crypto);
    expect(signed.ok && verifyBundle(signed.value, optionsWith()).bundle?.statement.predicate.version).toBe(TERMS.version);
  });
});
