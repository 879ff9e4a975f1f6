import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { writePublicKeyPem } from "../../../shared/bundle/index.ts";
import { testKey, testKeyObject, testPublicPem } from "../../support/bundles.ts";
import { runCli, type CliResult } from "../../support/cli.ts";
import { adopt, listOf, openDesk, pin } from "../../support/desk.ts";
import { samplePolicy, temporaryFolder } from "../../support/store.ts";

/** The command line on stores that were made beforehand: one that makes bundles, one that takes them. */

const folder = temporaryFolder();
const stores = { maker: "", taker: "" };
const run = (...args: string[]): Promise<CliResult> => runCli(args, { cwd: folder.path });

beforeAll(async () => {
  const [maker, taker] = [await openDesk(), await openDesk()];
  const ada = await maker.key("ada");
  const edsger = { id: testKey("edsger").publicKey.id, publicKey: writePublicKeyPem(testKey("edsger").publicKey.spki) };
  const list = await adopt(maker, listOf([{ person: "Ada", key: ada.summary }, { person: "Edsger", key: edsger }], { bundle: 2 }), [ada.signing]);
  await pin(taker, list);
  await maker.get("policies.create", { policy: samplePolicy("P") });
  const { bundleId, version, statementSha256 } = await maker.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [], issuedAt: "2026-03-01T00:00:00Z", expires: "2099-01-01T00:00:00Z" });
  await maker.get("bundles.sign", { bundleId, version, statementSha256, signing: ada.signing });
  await maker.get("bundles.save", { bundleId, version, statementSha256, path: join(folder.path, "prod.polbundle"), overwrite: false });
  await maker.get("trail.checkpoint", { signing: ada.signing });
  await maker.get("trail.export", { path: join(folder.path, "trail.ndjson"), overwrite: false });
  await maker.get("trust.export", { which: "current", path: join(folder.path, "1.dsse.json"), overwrite: false });
  await taker.get("keys.import", { text: edsger.publicKey, name: "token" });
  for (const [name, desk] of Object.entries({ maker, taker })) {
    stores[name as keyof typeof stores] = (await desk.get("app.info", undefined)).dataDirectory;
    await desk.app.close();
  }
  writeFileSync(join(folder.path, "ada.pub"), testPublicPem("ada"));
  writeFileSync(join(folder.path, "edsger.pub"), testPublicPem("edsger"));
  writeFileSync(join(folder.path, "edsger.pem"), testKeyObject("edsger").export({ format: "pem", type: "pkcs8" }));
  return () => folder.remove();
}, 120_000);

describe("bundles by the store's trust", () => {
  test("an approver with a key elsewhere follows the printed commands: the bundle gets the signature and the approval of what was shown", async () => {
    writeFileSync(join(folder.path, "pod.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: shop }\nspec: { containers: [{ name: c, image: r.example/a }] }\n");
    expect((await run("snapshot", "import", "pod.yaml", "--name", "own", "--store", stores.taker)).code).toBe(0);
    const told = await run("sign", "prod.polbundle", "--stored-key", "token", "--store", stores.taker, "--snapshot", "own", "--to-sign", "approve.bin", "--impact-report", "impact.json");
    expect([told.code, told.stderr]).toEqual([0, expect.any(String)]);
    const report = createHash("sha256").update(readFileSync(join(folder.path, "impact.json"))).digest("hex");
    expect(told.stderr).toContain(`Impact report ${report}`);

    const lines = told.stdout.split("\n").map((line) => line.trim());
    const commands = lines.filter((line) => line.startsWith("openssl ")).map((line) => line.replace("PRIVATE.pem", "edsger.pem"));
    expect(commands).toHaveLength(2);
    for (const command of commands) expect(spawnSync("sh", ["-c", command], { cwd: folder.path }).status).toBe(0);
    const back = lines.find((line) => line.startsWith("sallyport sign "))?.split(" ").slice(1) ?? [];
    const signed = await run(...back, "--output", "approved.polbundle", "--format", "json");
    expect([signed.code, signed.stderr]).toEqual([0, expect.stringContaining(report)]);
    expect(JSON.parse(signed.stdout)).toMatchObject({ complete: true, approval: { person: "Edsger", report: { sha256: report } } });
    const verified = await run("verify", "approved.polbundle", "--trust", "1.dsse.json");
    expect(verified.code).toBe(0);
    expect(verified.stdout).toMatch(new RegExp(`Approved by Edsger at .*, and the impact report ${report} with \\d newly blocked`, "u"));
  });

  test("import refuses what lacks a signer with 3; with the signature that openssl made it is taken over", async () => {
    const refused = await run("import", "prod.polbundle", "--store", stores.taker);
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain("Not signed: Edsger.");

    expect((await run("sign", "prod.polbundle", "--to-sign", "pae.bin")).stdout).toContain("openssl dgst -sha256 -sign");
    expect(spawnSync("openssl", ["dgst", "-sha256", "-sign", "edsger.pem", "-out", "pae.bin.sig", "pae.bin"], { cwd: folder.path }).status).toBe(0);
    expect((await run("sign", "prod.polbundle", "--key", "ada.pub", "--signature", "pae.bin.sig")).stderr).toContain("was not made by the key ada.pub");
    expect((await run("sign", "prod.polbundle", "--key", "edsger.pub", "--signature", "pae.bin.sig")).code).toBe(0);

    const taken = await run("import", "prod.polbundle", "--store", stores.taker, "--format", "json");
    expect(taken.code).toBe(0);
    expect(JSON.parse(taken.stdout)).toMatchObject({ schema: "sallyport/bundle-import/v1", accepted: true, taken: [{ key: "policy/P", outcome: "created", version: 1 }] });
    const verified = await run("verify", "prod.polbundle", "--trust", "1.dsse.json", "--format", "json");
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ accepted: true, trustVersion: 1, threshold: 2 });
  });

  test("a file is signed by a key elsewhere over what was written for it, and verified with the public key", async () => {
    writeFileSync(join(folder.path, "report.html"), "<p>results</p>");
    expect((await run("sign", "report.html", "--to-sign", "report.pae")).stdout).toContain("openssl dgst -sha256 -sign");
    expect(spawnSync("openssl", ["dgst", "-sha256", "-sign", "edsger.pem", "-out", "report.sig", "report.pae"], { cwd: folder.path }).status).toBe(0);
    const sign = (...args: string[]): Promise<CliResult> => run("sign", "report.html", "--key", "edsger.pub", "--signature", "report.sig", ...args);
    expect((await sign()).stderr).toContain("The file that was written to be signed is missing");
    expect((await sign("--signed", "report.html")).stderr).toContain("is not what was written to be signed");
    expect((await sign("--signed", "report.pae")).code).toBe(0);
    expect((await run("verify", "report.html", "--signature", "report.html.sigstore.json", "--key", "edsger.pub")).code).toBe(0);
    expect((await run("verify", "prod.polbundle", "--signature", "report.html.sigstore.json", "--key", "edsger.pub")).code).toBe(3);
  });

  test("audit verifies a copy with only a public key, and with 3 says what is wrong with it", async () => {
    const good = await run("audit", "verify", "trail.ndjson", "--key", "ada.pub", "--against", "prod.polbundle");
    expect([good.code, good.stderr]).toEqual([0, ""]);
    expect(good.stdout).toContain("The audit trail holds");
    const foreign = await run("audit", "verify", "trail.ndjson", "--key", "edsger.pub");
    expect([foreign.code, foreign.stdout]).toEqual([3, expect.stringContaining("nobody vouches for it")]);
    const listed = JSON.parse((await run("audit", "list", "--store", stores.taker, "--action", "bundle.import", "--format", "json")).stdout) as { total: number };
    expect(listed.total).toBe(1);
  });

  test("export looks whether it may write before it gives a number, and names the version where writing fails all the same", async () => {
    const output = (path: string) => run("export", "prod", "--policy", "P", "--store", stores.maker, "--output", path);
    const versions = async () => (JSON.parse((await run("bundles", "--store", stores.maker, "--format", "json")).stdout) as { bundles: { version: number }[] }).bundles.map(({ version }) => version);
    expect((await output("prod.polbundle")).stderr).toContain("exists already");
    expect(await versions()).toEqual([1]);
    expect((await output("no/such/folder.polbundle")).stderr).toMatch(/Version 2 is kept in the store; write it with: sallyport export prod --again 2/);
    expect(await versions()).toEqual([2, 1]);
  });

  test("trust inspect and show tell who may sign what", async () => {
    const shown = await run("trust", "show", "--store", stores.taker);
    expect(shown.stdout).toMatch(/bundle: 2 of 2 +Ada/);
    const inspected = await run("trust", "inspect", "1.dsse.json", "--store", stores.taker, "--format", "json");
    expect([inspected.code, (JSON.parse(inspected.stdout) as { relation: string }).relation]).toEqual([0, "same"]);
  });
});
