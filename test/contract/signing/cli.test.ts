import { readFileSync, statSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { STEPS } from "../../../shared/bundle/index.ts";
import { writeKeyFile } from "../../../main/signing/keyFile.ts";
import { makeBundle, testKey, testKeyObject, testPublicPem } from "../../support/bundles.ts";
import { ended, ENTRY, folderWith, runCli } from "../../support/cli.ts";

const PASSPHRASE = "correct horse battery staple";
const AT = ["--at", "2026-12-01T00:00:00Z"];

const keyFiles = new Map<string, Promise<string>>();

/** A key file of a person. Made once: its passphrase takes long to work through, as it is meant to. */
function keyFile(name: string): Promise<string> {
  const file = keyFiles.get(name) ?? writeKeyFile(testKey(name), Buffer.from(PASSPHRASE));
  keyFiles.set(name, file);
  return file;
}

describe("verify", () => {
  const files = { "shop.polbundle": makeBundle(), "ada.pub": testPublicPem("ada"), "grace.pub": testPublicPem("grace"), "edsger.pub": testPublicPem("edsger") };

  test("accepts a good bundle with 0 and tells each step", async () => {
    const { code, stdout, stderr } = await runCli(["verify", "shop.polbundle", "--key", "ada.pub", "--key", "grace.pub", ...AT], { cwd: folderWith(files) });
    expect([code, stderr]).toEqual([0, ""]);
    for (const title of Object.values(STEPS)) expect(stdout).toContain(title);
    expect(stdout).toContain("shop.polbundle is accepted: version 7 of bundle 0b9a6f0e-6a53-4e86-9d3c-5a1c8d7e2f10.");
  });

  test("as JSON has each step, who signed, and what is in it", async () => {
    const { code, stdout } = await runCli(["verify", "shop.polbundle", "--key", "ada.pub", "--key", "edsger.pub", "--threshold", "1", "--place", "site-a", "--format", "json", ...AT], { cwd: folderWith(files) });
    const answer = JSON.parse(stdout) as { steps: { id: string; outcome: string }[]; signers: { person?: string; state: string }[]; bundle: { files: object[] } };
    expect(code).toBe(0);
    expect(answer).toMatchObject({ schema: "sallyport/verification/v1", file: "shop.polbundle", accepted: true, threshold: 1, at: "2026-12-01T00:00:00.000Z" });
    expect(answer.steps.map(({ id }) => id)).toEqual(Object.keys(STEPS));
    expect(answer.signers.map(({ person = "somebody", state }) => `${person}: ${state}`).toSorted()).toEqual(["ada.pub: good", "somebody: unknown"]);
    expect(answer.bundle).toMatchObject({ version: 7, audience: ["site-a"] });
    expect(answer.bundle.files).toContainEqual({ name: "policies/shop.json", mediaType: "application/json", size: 15 });
  });

  test.each([
    ["without all the keys that are named", ["--key", "ada.pub", "--key", "edsger.pub", ...AT], "Only ada.pub has signed; needed are 2 of 2. Not signed: edsger.pub."],
    ["after its time", ["--key", "ada.pub", "--at", "2027-03-01T00:00:00Z"], "It expired at 2027-02-24T00:00:00Z."],
    ["for another place", ["--key", "ada.pub", "--place", "site-b", ...AT], "It is meant for site-a, not for site-b."],
  ])("refuses it with 3 %s", async (_when, args, reason) => {
    const { code, stdout, stderr } = await runCli(["verify", "shop.polbundle", ...args], { cwd: folderWith(files) });
    expect([code, stderr]).toEqual([3, ""]);
    expect(stdout).toContain(`shop.polbundle is refused: ${reason}`);
    expect(stdout).toContain("FAILED");
    expect(stdout).toContain("not reached");
  });

  test("refuses any other file with 3", async () => {
    const { code, stdout } = await runCli(["verify", "ada.pub", "--key", "ada.pub"], { cwd: folderWith(files) });
    expect(code).toBe(3);
    expect(stdout).toContain("ada.pub is refused");
  });

  test.each([
    [["verify", "shop.polbundle", "--store", "none"], "--key"],
    [["verify", "none.polbundle", "--key", "ada.pub"], "none.polbundle cannot be read"],
    [["verify", "shop.polbundle", "--key", "none.pub"], "none.pub cannot be read"],
    [["verify", "shop.polbundle", "--key", "ada.key"], "ada.key: It is a private key"],
    [["verify", "shop.polbundle", "--key", "ada.pub", "--key", "copy.pub"], "ada.pub and copy.pub hold the same key."],
    [["verify", "shop.polbundle", "--key", "ada.pub", "--threshold", "2"], "1 key is named"],
    [["verify", "shop.polbundle", "--key", "ada.pub", "--threshold", "0"], "whole number from 1"],
  ])("%j ends with 2", async (args, message) => {
    const cwd = folderWith({ ...files, "copy.pub": files["ada.pub"], "ada.key": await keyFile("ada") });
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

describe("sign", () => {
  test("adds a signature in place, with a passphrase from a file", async () => {
    const cwd = folderWith({ "shop.polbundle": makeBundle({ signers: ["ada"] }), "grace.key": await keyFile("grace"), "pass.txt": `${PASSPHRASE}\r\nrest\n` });
    const { code, stdout, stderr } = await runCli(["sign", "shop.polbundle", "--key", "grace.key", "--passphrase-file", "pass.txt"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(testKey("grace").publicKey.id);
    expect(stdout).toContain("2 signatures");
    expect(readFileSync(join(cwd, "shop.polbundle")).equals(makeBundle())).toBe(true);
  });

  test("writes to another file with --output, over none that is there", async () => {
    const cwd = folderWith({ "shop.polbundle": makeBundle({ signers: [] }), "ada.key": await keyFile("ada") });
    const args = ["sign", "shop.polbundle", "--key", "ada.key", "--passphrase-fd", "0", "--output", "signed.polbundle"];
    expect((await runCli(args, { cwd, stdin: `${PASSPHRASE}\n` })).code).toBe(0);
    expect(readFileSync(join(cwd, "signed.polbundle")).equals(makeBundle({ signers: ["ada"] }))).toBe(true);
    expect(readFileSync(join(cwd, "shop.polbundle")).equals(makeBundle({ signers: [] }))).toBe(true);
    expect(await runCli(args, { cwd, stdin: `${PASSPHRASE}\n` })).toMatchObject({ code: 2, stderr: expect.stringContaining("exists already") });
  });

  test.each([
    ["a wrong passphrase", "wrong\n", "grace.key: The passphrase is wrong."],
    ["no passphrase", "", "There is no passphrase in the first line of file descriptor 0."],
  ])("changes nothing with %s", async (_what, stdin, message) => {
    const before = makeBundle({ signers: ["ada"] });
    const cwd = folderWith({ "shop.polbundle": before, "grace.key": await keyFile("grace") });
    const { code, stdout, stderr } = await runCli(["sign", "shop.polbundle", "--key", "grace.key", "--passphrase-fd", "0"], { cwd, stdin });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(readFileSync(join(cwd, "shop.polbundle")).equals(before)).toBe(true);
  });

  test("asks on no terminal, and for nothing that is no bundle", async () => {
    const cwd = folderWith({ "shop.polbundle": makeBundle(), "grace.key": await keyFile("grace"), "cut.polbundle": makeBundle().slice(0, -1) });
    expect((await runCli(["sign", "shop.polbundle", "--key", "grace.key"], { cwd })).stderr).toContain("there is no terminal to ask for it");
    const cut = await runCli(["sign", "cut.polbundle", "--key", "grace.key", "--passphrase-fd", "0"], { cwd, stdin: PASSPHRASE });
    expect([cut.code, cut.stderr]).toEqual([2, expect.stringContaining("ends without its last two blocks")]);
  });
});

describe("key", () => {
  test("generate makes a key that signs, for its owner's eyes only, over no other", async () => {
    const cwd = folderWith({ "shop.polbundle": makeBundle({ signers: [] }) });
    const args = ["key", "generate", "--name", "new", "--passphrase-fd", "0", "--format", "json"];
    const made = await runCli(args, { cwd, stdin: PASSPHRASE });
    const { fingerprint, words } = JSON.parse(made.stdout) as { fingerprint: string; words: string[] };
    expect([made.code, made.stderr, words.length]).toEqual([0, "", 32]);
    if (process.platform !== "win32") expect(statSync(join(cwd, "new.key")).mode & 0o777).toBe(0o600);
    expect(await runCli(args, { cwd, stdin: PASSPHRASE })).toMatchObject({ code: 2, stderr: expect.stringContaining("exists already") });

    expect((await runCli(["sign", "shop.polbundle", "--key", "new.key", "--passphrase-fd", "0"], { cwd, stdin: PASSPHRASE })).code).toBe(0);
    expect((await runCli(["verify", "shop.polbundle", "--key", "new.pub", ...AT], { cwd })).code).toBe(0);
    const shown = await runCli(["key", "show", "new.pub", "--format", "json"], { cwd });
    expect(JSON.parse(shown.stdout)).toMatchObject({ schema: "sallyport/key/v1", type: "ECDSA P-256", fingerprint, words });
    const inside = await runCli(["key", "show", "new.key", "--passphrase-fd", "0", "--format", "json"], { cwd, stdin: PASSPHRASE });
    expect(JSON.parse(inside.stdout)).toMatchObject({ fingerprint });
  });

  test("generate leaves no half: a public key in the way leaves no private one", async () => {
    const cwd = folderWith({ "new.pub": "mine" });
    expect((await runCli(["key", "generate", "--name", "new", "--passphrase-fd", "0"], { cwd, stdin: PASSPHRASE })).code).toBe(2);
    expect(() => statSync(join(cwd, "new.key"))).toThrow("ENOENT");
    expect(readFileSync(join(cwd, "new.pub"), "utf8")).toBe("mine");
  });

  test("generate wants a passphrase that is long enough", async () => {
    const { code, stderr } = await runCli(["key", "generate", "--name", "new", "--passphrase-fd", "0"], { cwd: folderWith(), stdin: "short" });
    expect([code, stderr]).toEqual([2, expect.stringContaining("at least 12 characters")]);
  });

  test("import takes PKCS#8 over, show tells its words", async () => {
    const cwd = folderWith({ "old.pem": testKeyObject("ada").export({ format: "pem", type: "pkcs8" }) });
    expect((await runCli(["key", "import", "old.pem", "--name", "ada", "--new-passphrase-fd", "0"], { cwd, stdin: PASSPHRASE })).code).toBe(0);
    expect(readFileSync(join(cwd, "ada.pub"), "utf8")).toBe(testPublicPem("ada"));
    expect(readFileSync(join(cwd, "ada.key"), "utf8")).toContain("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----");
    expect((await runCli(["key", "show", "ada.pub"], { cwd })).stdout.replaceAll(" ", "")).toContain(testKey("ada").publicKey.id.slice(0, 32));
  });

  test("change-passphrase makes the old one useless", async () => {
    const cwd = folderWith({ "ada.key": await keyFile("ada"), old: PASSPHRASE, new: "another good passphrase" });
    const change = await runCli(["key", "change-passphrase", "ada.key", "--passphrase-file", "old", "--new-passphrase-file", "new"], { cwd });
    expect([change.code, change.stderr]).toEqual([0, ""]);
    expect((await runCli(["key", "show", "ada.key", "--passphrase-file", "new", "--format", "json"], { cwd })).stdout).toContain(testKey("ada").publicKey.id);
    expect((await runCli(["key", "show", "ada.key", "--passphrase-file", "old"], { cwd })).stderr).toContain("The passphrase is wrong.");
  });

  test.skipIf(process.platform === "win32")("takes both passphrases from descriptors of their own", async () => {
    const cwd = folderWith({ "ada.key": await keyFile("ada"), old: PASSPHRASE, new: "another good passphrase" });
    const args = ["key", "change-passphrase", "ada.key", "--passphrase-fd", "3", "--new-passphrase-fd"];
    const run = (descriptor: string) =>
      ended(spawn("sh", ["-c", `exec "$0" "$@" ${descriptor} 3<old 4<new`, process.execPath, ENTRY, ...args], { cwd }));
    expect(await run("3")).toMatchObject({ code: 2, stderr: expect.stringContaining("named for both") });
    expect((await run("4")).code).toBe(0);
    writeFileSync(join(cwd, "old"), "");
    expect((await runCli(["key", "show", "ada.key", "--passphrase-file", "new", "--format", "json"], { cwd })).code).toBe(0);
  });

  test("no output or file tells a passphrase or the key in the clear", async () => {
    const cwd = folderWith({ "old.pem": testKeyObject("ada").export({ format: "pem", type: "pkcs8" }) });
    const { stdout, stderr } = await runCli(["key", "import", "old.pem", "--name", "ada", "--new-passphrase-fd", "0", "--format", "json", "--debug"], { cwd, stdin: PASSPHRASE });
    const scalar = testKeyObject("ada").export({ format: "jwk" }).d ?? "";
    for (const text of [stdout, stderr, readFileSync(join(cwd, "ada.key"), "utf8")]) {
      for (const secret of [PASSPHRASE, scalar, Buffer.from(scalar, "base64url").toString("hex")]) expect(text).not.toContain(secret);
    }
  });
});
