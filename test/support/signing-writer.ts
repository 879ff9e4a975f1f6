/**
 * A desk in a process of its own that exports, signs, imports and updates its trust until it is killed, and prints what was
 * acknowledged, one line each. Arguments: the store's folder, a folder for files, a number that no other round has.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createApp } from "../../main/app.ts";
import { openStoreHere } from "../../main/store/here.ts";
import type { Channel, Request, Response } from "../../shared/ipc/contract.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import { testKey, testPublicPem } from "./bundles.ts";
import { createFakeAudit } from "./fake-audit.ts";
import { cheapKeyFile, PASSPHRASE } from "./keyFiles.ts";
import { must, NOW, samplePolicy } from "./store.ts";

const [directory = "", files = "", round = ""] = process.argv.slice(2);
const store = must(openStoreHere(directory));
const app = must(
  await createApp({
    store,
    audit: (told) => Promise.resolve(ok(createFakeAudit(told))),
    cluster: () => ({ contexts: () => Promise.resolve({ contexts: [], files: [] }), check: () => Promise.reject(new Error("There is no cluster.")) }),
    hcl: { parse: () => Promise.reject(new Error("There is no Terraform.")), close: () => Promise.resolve() },
    info: { version: "1.0.0", host: "web", dataDirectory: directory, homeDirectory: files },
    userName: "writer",
    resourcesDirectory: "/resources",
    now: () => NOW,
  }),
);
const get = async <C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>> => must((await app.handle(channel, request)) as Result<Response<C>>);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { id } = testKey("ada").publicKey;
const signing = { keyId: id, passphrase: PASSPHRASE };
if (!(await store.keys()).some((key) => key.id === id)) {
  must(await store.addKey({ id, name: "ada", publicKey: testPublicPem("ada"), privateKey: await cheapKeyFile("ada"), certificate: null, origin: "generated", now: NOW }));
}
if ((await store.policies()).length === 0) await get("policies.create", { policy: samplePolicy("P") });

const role = { threshold: 1, keys: [id] };
const content = {
  expires: "2027-01-01T00:00:00Z",
  persons: [{ id: "ada", name: "Ada" }],
  keys: [{ id, pem: testPublicPem("ada"), person: "ada", validFrom: "2026-01-01T00:00:00Z", validUntil: "2027-01-01T00:00:00Z" }],
  roles: { bundle: role, trust: role, report: role },
};

for (let step = 1; ; step++) {
  await get("trust.propose", { content });
  await get("trust.sign", signing);
  say(`trust ${(await get("trust.adopt", undefined)).current?.list.version ?? 0}`);

  const { bundleId, version, statementSha256 } = await get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [] });
  say(`export ${version}`);
  await get("bundles.sign", { bundleId, version, statementSha256, signing });
  say(`sign ${version}`);
  const path = join(files, `${round}-${step}.polbundle`);
  await get("bundles.save", { bundleId, version, statementSha256, path, overwrite: false });
  if (!existsSync(path)) throw new Error("A file that was written is there.");
  say(`file ${round}-${step}.polbundle`);
  const { id: handle } = await get("bundles.inspect", { path });
  await get("bundles.accept", { id: handle });
  say(`import ${version}`);
}
