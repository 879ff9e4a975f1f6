import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createCluster, listCluster } from "../../../main/cluster/index.ts";
import type { ContextInfo, ContextList } from "../../../shared/ipc/types.ts";
import { makeCertificates } from "../../support/apiServer/certificates.ts";
import { certificateUser, writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { serve, temporaryFolder } from "./support.ts";

interface Files {
  /** Text by name; a folder per test holds them. */
  [name: string]: string;
}

/** Writes files and lists the contexts found; `KUBECONFIG` and added files are given by name. */
async function contexts(files: Files, { env, added = [], consents = [] }: { env?: string[]; added?: string[]; consents?: { context: string; file: string; command: string }[] } = {}) {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const at = (name: string) => path.join(folder, name);
  const environment = { home: folder, ...(env && { KUBECONFIG: env.map((name) => (name === "" ? "" : at(name))).join(path.delimiter) }) };
  const cluster = createCluster({ environment });
  const found = await cluster.contexts({ kubeconfigs: added.map(at), consents: consents.map((consent) => ({ ...consent, file: at(consent.file) })) });
  return { ...found, at, folder, environment };
}

function named(list: ContextList, name: string): ContextInfo {
  const found = list.contexts.find((context) => context.name === name);
  if (!found) throw new Error(`no context ${name}`);
  return found;
}

const one = (name: string, server: string, more = "") => `
clusters: [{ name: ${name}, cluster: { server: "${server}" } }]
users: [{ name: ${name}, user: { token: secret } }]
contexts: [{ name: ${name}, context: { cluster: ${name}, user: ${name} } }]
${more}`;

describe("which files are read", () => {
  test("without KUBECONFIG ~/.kube/config; nothing at all is no error", async () => {
    expect(await contexts({})).toMatchObject({ contexts: [], files: [] });
    const found = await contexts({ ".kube/config": one("home", "https://h:1") });
    expect(found.contexts.map(({ name }) => name)).toEqual(["home"]);
    expect(found.files).toEqual([{ path: found.at(".kube/config"), added: false }]);
  });

  test("with KUBECONFIG its files, in order, each once, without the home one; empty parts mean nothing", async () => {
    const found = await contexts({ ".kube/config": one("home", "https://h:1"), a: one("a", "https://a:1"), b: one("b", "https://b:1") }, { env: ["", "b", "a", "b"] });
    expect(found.contexts.map(({ name }) => name)).toEqual(["b", "a"]);
  });

  test("the user's own files come first, as the more explicit choice", async () => {
    const found = await contexts({ ".kube/config": one("x", "https://home:1"), mine: one("x", "https://mine:1") }, { added: ["mine"] });
    expect(named(found, "x")).toMatchObject({ server: "https://mine:1", file: found.at("mine") });
    expect(named(found, "x").warnings).toEqual([`${found.at(".kube/config")} defines a context of this name too; it is not used, because ${found.at("mine")} comes first.`]);
    expect(found.files.map(({ added }) => added)).toEqual([true, false]);
  });

  test("a missing file is passed over, unless the user named it", async () => {
    const found = await contexts({ a: one("a", "https://a:1") }, { env: ["gone", "a"], added: ["lost"] });
    expect(found.contexts.map(({ name }) => name)).toEqual(["a"]);
    expect(found.files).toEqual([{ path: found.at("lost"), added: true, problem: "the file does not exist" }, { path: found.at("a"), added: false }]);
  });

  const broken: [string, string, RegExp][] = [
    ["YAML that does not parse", "clusters: [\nusers: {", /^line 2: not readable as YAML: /],
    ["a text", "hello", /^not a kubeconfig: the document is not a mapping$/],
    ["an empty file", "", /^the file is empty$/],
    ["another kind of object", "kind: Pod", /^not a kubeconfig: its kind is Pod$/],
    ["a YAML bomb", bomb(), /^not read: .*alias/],
    ["binary", "\u0000\u0001\u0002", /^n/],
    ["a list that is none", "contexts: 7", /^`contexts` must be a list$/],
    ["an entry without a name", "contexts: [{ context: { cluster: c } }]", /^`contexts\[0\]\.name` is missing$/],
    ["an entry of the wrong type", "clusters: [{ name: c, cluster: { server: [1] } }]", /^`clusters\[0\]\.cluster\.server` must be text \(cluster "c"\)$/],
    ["hostile names", "contexts: [{ name: __proto__, context: 3 }]", /^`contexts\[0\]\.context` must be a mapping/],
  ];
  test.each(broken)("%s is named with its reason; the others are used", async (_name, text, problem) => {
    const found = await contexts({ bad: text, good: one("good", "https://g:1") }, { env: ["bad", "good"] });
    expect(found.files[0]?.problem).toMatch(problem);
    expect(found.contexts.map(({ name }) => name)).toContain("good");
    expect(named(found, "good").problem).toBeUndefined();
  });

  test("a file that is broken in part gives what is good, and what was left out is named", async () => {
    const partly = [
      "apiVersion: v1", "kind: Config",
      "clusters: [{ name: c, cluster: { server: 'https://f:1' } }]",
      "contexts: [{ name: lame, context: 3 }, { name: fine, context: { cluster: c } }]",
    ].join("\n");
    const found = await contexts({ partly }, { added: ["partly"] });
    expect(found.contexts.map(({ name }) => name)).toEqual(["fine"]);
    expect(found.files).toEqual([{ path: found.at("partly"), added: true, warning: expect.stringMatching(/^left out: `contexts\[0\]\.context` must be a mapping/) as string }]);
  });

  test("a folder, and a file that may not be read, are named", async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, "d"));
    await writeFile(path.join(folder, "secret"), one("s", "https://s:1"));
    await chmod(path.join(folder, "secret"), 0);
    const found = await createCluster({ environment: { home: folder } }).contexts({ kubeconfigs: [path.join(folder, "d"), path.join(folder, "secret")], consents: [] });
    expect(found.files[0]?.problem).toBe("it is a folder, not a file");
    // The superuser may read every file.
    if (process.getuid?.() !== 0) expect(found.files[1]?.problem).toBe("you may not read the file");
  });

  test("JSON, a byte order mark and CRLF are read too", async () => {
    const json = JSON.stringify({ clusters: [{ name: "j", cluster: { server: "https://j:1" } }], contexts: [{ name: "j", context: { cluster: "j" } }] });
    const found = await contexts({ json, dos: `\uFEFF${one("dos", "https://d:1").replaceAll("\n", "\r\n")}` }, { env: ["json", "dos"] });
    expect(found.contexts.map(({ name, problem }) => ({ name, problem }))).toEqual([{ name: "j", problem: undefined }, { name: "dos", problem: undefined }]);
  });
});

describe("merging as kubectl does", () => {
  test("the first definition of a name wins whole, for clusters, users and contexts apart", async () => {
    const a = 'clusters: [{ name: shared, cluster: { server: "https://a:1" } }]\ncurrent-context: ""';
    const b = `
clusters: [{ name: shared, cluster: { server: "https://b:1", insecure-skip-tls-verify: true } }]
users: [{ name: u, user: { token: t } }]
contexts: [{ name: b, context: { cluster: shared, user: u, namespace: shop } }]
current-context: b`;
    const found = await contexts({ a, b }, { env: ["a", "b"] });
    expect(named(found, "b")).toMatchObject({ cluster: "shared", server: "https://a:1", user: "u", namespace: "shop", file: found.at("b"), current: true });
    expect(named(found, "b").warnings).toEqual([`Cluster "shared" is taken from ${found.at("a")}, not from ${found.at("b")}: the first definition of a name wins.`]);
  });

  test("names and tokens stay the text that was written", async () => {
    const found = await contexts({ a: `
clusters: [{ name: 1e5, cluster: { server: "https://a:1" } }]
users: [{ name: 007, user: { token: 0123 } }]
contexts: [{ name: yes, context: { cluster: 1e5, user: 007 } }]
current-context: yes` }, { env: ["a"] });
    expect(named(found, "yes")).toMatchObject({ cluster: "1e5", user: "007", current: true });
    expect(named(found, "yes").problem).toBeUndefined();
  });
});

describe("what a user must know of a context", () => {
  const problems: [string, string, RegExp][] = [
    ["no cluster", "contexts: [{ name: c, context: { user: u } }]", /names no cluster/],
    ["an undefined cluster", "contexts: [{ name: c, context: { cluster: x } }]", /cluster "x" is not defined/],
    ["an undefined user", `${one("z", "https://z:1").replace("contexts: [", "contexts: [{ name: c, context: { cluster: z, user: nobody } }, ")}`, /user "nobody" is not defined/],
    ["no server", "clusters: [{ name: k, cluster: {} }]\ncontexts: [{ name: c, context: { cluster: k } }]", /cluster "k" names no server/],
    ["no address", 'clusters: [{ name: k, cluster: { server: "ftp://x" } }]\ncontexts: [{ name: c, context: { cluster: k } }]', /"ftp:\/\/x" is not the address of a server/],
    ["a proxy of an unknown kind", 'clusters: [{ name: k, cluster: { server: "https://x", proxy-url: "gopher://me:secret@p" } }]\ncontexts: [{ name: c, context: { cluster: k } }]', /"gopher:\/\/…@p" is not the address of a proxy/],
    ["a missing authority file", "clusters: [{ name: k, cluster: { server: https://x, certificate-authority: ca/missing.crt } }]\ncontexts: [{ name: c, context: { cluster: k } }]", /`certificate-authority` of "k" in .* points to .*ca\/missing\.crt, and the file does not exist/],
    ["data that is no certificate", "clusters: [{ name: k, cluster: { server: https://x, certificate-authority-data: aGVsbG8= } }]\ncontexts: [{ name: c, context: { cluster: k } }]", /is not base64 of PEM text/],
    ["a certificate without its key", `${clusterWithUser("client-certificate: missing.crt")}`, /`client-certificate` of "u" in .* points to .*missing\.crt, and the file does not exist/],
    ["a legacy auth provider", `${clusterWithUser("auth-provider: { name: oidc }")}`, /auth provider "oidc", which Kubernetes removed in 1\.26/],
  ];
  test.each(problems)("%s", async (_name, text, problem) => {
    const found = await contexts({ a: text }, { env: ["a"] });
    expect(named(found, "c").problem).toMatch(problem);
  });

  test("a key that belongs to another certificate, and an expired certificate", async () => {
    const server = await serve({ data: {} });
    const other = await makeCertificates();
    const folder = await temporaryFolder();
    const swapped = { ...certificateUser(server), "client-key-data": Buffer.from(other.client.key).toString("base64") };
    const files = [
      await writeKubeconfig(folder, server, { context: "swapped", user: swapped }),
      await writeKubeconfig(folder, server, { context: "expired", user: certificateUser(server, "expiredClient") }),
      await writeKubeconfig(folder, server, { context: "fine", user: certificateUser(server) }),
    ];
    const found = await createCluster({ environment: { home: folder } }).contexts({ kubeconfigs: files, consents: [] });
    expect(named(found, "swapped").problem).toMatch(/the client certificate of user "swapped-user" does not belong to its key/);
    expect(named(found, "expired").warnings?.[0]).toMatch(/^The client certificate expired on /);
    expect(named(found, "fine")).toMatchObject({ cluster: "fine-cluster", user: "fine-user" });
    expect(named(found, "fine").problem ?? named(found, "fine").warnings).toBeUndefined();
  });

  test("an unchecked certificate and an unencrypted connection are warned of", async () => {
    const found = await contexts({ a: `
clusters:
- { name: skip, cluster: { server: "https://x", insecure-skip-tls-verify: true } }
- { name: plain, cluster: { server: "http://127.0.0.1:8001" } }
contexts:
- { name: skip, context: { cluster: skip } }
- { name: plain, context: { cluster: plain } }` }, { env: ["a"] });
    expect(named(found, "skip").warnings?.[0]).toMatch(/certificate is not checked \(insecure-skip-tls-verify\)/);
    expect(named(found, "plain").warnings?.[0]).toMatch(/not encrypted \(http\)/);
  });
});

describe("exec plugins", () => {
  const config = clusterWithUser("exec: { apiVersion: client.authentication.k8s.io/v1, command: ./bin/login, args: [get, 'a b'] }");

  test("are shown with their command, resolved beside the file, and are not allowed at first", async () => {
    const found = await contexts({ "sub/a": config }, { env: ["sub/a"] });
    expect(named(found, "c").exec).toEqual({ command: path.join(found.folder, "sub/bin/login"), args: ["get", "a b"], allowed: false });
  });

  test("are allowed for exactly the context, file and command agreed to", async () => {
    const login = clusterWithUser("exec: { apiVersion: client.authentication.k8s.io/v1, command: login, args: [get, 'a b'] }");
    const allowed = async (consent: { context?: string; file?: string; command?: string }) => {
      const found = await contexts({ a: login }, { env: ["a"], consents: [{ context: "c", file: "a", command: 'login get "a b"', ...consent }] });
      return named(found, "c").exec?.allowed;
    };
    expect(await allowed({})).toBe(true);
    expect(await allowed({ context: "d" })).toBe(false);
    expect(await allowed({ file: "b" })).toBe(false);
    expect(await allowed({ command: "login get a b" })).toBe(false);
  });
});

test("a context that no file defines is named, with the files that could not be read", async () => {
  const found = await contexts({ bad: "[" }, { env: ["bad"] });
  const result = await listCluster({
    context: "prod", kubeconfigs: [], allowExec: false, environment: found.environment, signal: new AbortController().signal,
    sink: { object: () => undefined, unreadable: () => undefined, skipped: () => undefined, notListed: () => undefined },
  });
  expect(result).toMatchObject({ ok: false, error: { code: "not-found" } });
  expect(result.ok ? "" : result.error.message).toMatch(/No kubeconfig defines a context "prod"\. Not everything could be read: .*bad: line 1/);
});

function clusterWithUser(user: string): string {
  return `
clusters: [{ name: k, cluster: { server: "https://x" } }]
users: [{ name: u, user: { ${user} } }]
contexts: [{ name: c, context: { cluster: k, user: u } }]`;
}

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => `l${level}: &l${level} [${level === 0 ? "x" : Array.from({ length: 9 }, () => `*l${level - 1}`).join(", ")}]`);
  return levels.join("\n");
}
