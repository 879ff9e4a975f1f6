import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPolicies } from "../../shared/exchange/index.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { validatePolicy } from "../../shared/rules/validate.ts";
import { judge } from "../support/judging.ts";

const FOLDER = join(import.meta.dirname, "../../resources/policies/starters");
const page = (id: string): string => readFileSync(join(FOLDER, `${id}.md`), "utf8");

function starter(id: string): Policy {
  const { policies, problems } = readPolicies(readFileSync(join(FOLDER, `${id}.yaml`), "utf8"), id);
  const [read] = policies;
  if (!read) throw new Error(JSON.stringify(problems));
  expect({ problems, remarks: read.remarks, lost: read.lost }).toEqual({ problems: [], remarks: [], lost: [] });
  return read.policy;
}

type Fields = Record<string, unknown>;

/** A pod of one container, with fields of the pod and of the container's security context. */
function pod(spec: Fields, security: Fields, list = "containers"): object {
  const container = { name: "c", image: "registry.example.com/a:1", securityContext: security };
  const main = { name: "main", image: "registry.example.com/a:1", securityContext: HARDENED };
  const lists = list === "containers" ? { containers: [container] } : { containers: [main], [list]: [container] };
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { ...spec, ...lists } };
}

const HARDENED: Fields = { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
const LISTS = ["containers", "initContainers", "ephemeralContainers"];

function verdictOf(policy: Policy, object: object): string | undefined {
  return judge([object], policy, { unsetFields: policy.unsetFields }).workloads()[0]?.verdict;
}

/** Pods with one control of a standard each: which the standard lets in, and which it does not. */
interface Case {
  control: string;
  spec?: Fields;
  security?: Fields;
  allowed: boolean;
}

/** What Docker grants by default, without NET_RAW: the standard's own list. */
const BASELINE_CAPABILITIES = ["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"];

/** Source: kubernetes.io, Pod Security Standards, "Baseline": fields and values that are allowed. */
const BASELINE: Case[] = [
  { control: "nothing set", allowed: true },
  ...["hostNetwork", "hostPID", "hostIPC"].flatMap((field) => [true, false].map((value): Case => ({ control: `Host Namespaces: ${field}`, spec: { [field]: value }, allowed: !value }))),
  { control: "Privileged Containers", security: { privileged: true }, allowed: false },
  { control: "Privileged Containers", security: { privileged: false }, allowed: true },
  ...BASELINE_CAPABILITIES.map((name): Case => ({ control: `Capabilities: ${name}`, security: { capabilities: { add: [name] } }, allowed: true })),
  ...["NET_RAW", "SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "SYS_MODULE", "ALL"].map((name): Case => ({ control: `Capabilities: ${name}`, security: { capabilities: { add: [name] } }, allowed: false })),
];

/** Source: the same, "Restricted": what it asks for besides. Everything else of the pod is as it should be. */
const RESTRICTED: Case[] = [
  { control: "nothing amiss", allowed: true },
  { control: "Host Namespaces", spec: { hostPID: true }, allowed: false },
  { control: "Privileged Containers", security: { privileged: true, allowPrivilegeEscalation: undefined }, allowed: false },
  { control: "Privilege Escalation", security: { allowPrivilegeEscalation: true }, allowed: false },
  { control: "Privilege Escalation: not set", security: { allowPrivilegeEscalation: undefined }, allowed: false },
  { control: "Running as Non-root: not set", security: { runAsNonRoot: undefined }, allowed: false },
  { control: "Running as Non-root: false", spec: { securityContext: { runAsNonRoot: true } }, security: { runAsNonRoot: false }, allowed: false },
  { control: "Running as Non-root: of the pod", spec: { securityContext: { runAsNonRoot: true } }, security: { runAsNonRoot: undefined }, allowed: true },
  { control: "Running as Non-root: of the container only", spec: { securityContext: { runAsNonRoot: false } }, allowed: true },
  { control: "Capabilities: none dropped", security: { capabilities: undefined }, allowed: false },
  { control: "Capabilities: some dropped", security: { capabilities: { drop: ["NET_RAW", "CHOWN"] } }, allowed: false },
  { control: "Capabilities: NET_BIND_SERVICE", security: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } }, allowed: true },
  { control: "Capabilities: CHOWN", security: { capabilities: { drop: ["ALL"], add: ["CHOWN"] } }, allowed: false },
];

describe.each(LISTS)("a standard's controls on %s", (list) => {
  it.each(BASELINE)("Baseline, $control: allowed is $allowed", ({ spec = {}, security = {}, allowed }) => {
    expect(verdictOf(starter("pod-security-baseline"), pod(spec, security, list))).toBe(allowed ? "allow" : "block");
  });

  it.each(RESTRICTED)("Restricted, $control: allowed is $allowed", ({ spec = {}, security = {}, allowed }) => {
    const fields = Object.fromEntries(Object.entries({ ...HARDENED, ...security }).filter(([, value]) => value !== undefined));
    expect(verdictOf(starter("pod-security-restricted"), pod(spec, fields, list))).toBe(allowed ? "allow" : "block");
  });
});

describe("a pod for Windows", () => {
  it("may leave out what exists for Linux only, as in Restricted", () => {
    expect(verdictOf(starter("pod-security-restricted"), pod({ os: { name: "windows" } }, { runAsNonRoot: true }))).toBe("allow");
    expect(verdictOf(starter("pod-security-restricted"), pod({ os: { name: "windows" } }, {}))).toBe("block");
  });
});

/** Controls of the standards that the product has no rule for: the page must say so, for people to look elsewhere. */
const NOT_COVERED: Record<string, string[]> = {
  "pod-security-baseline": ["HostProcess", "HostPath", "Host ports", "Host probes", "AppArmor", "SELinux", "/proc mount", "Seccomp", "Sysctls"],
  "pod-security-restricted": ["Everything that Baseline cannot", "Volume types", "runAsUser", "Seccomp"],
  "cis-workloads": ["HostPath", "host ports", "HostProcess", "seccomp", "service account tokens", "secrets in environment variables", "default namespace", "provenance"],
};

describe("a starter's page", () => {
  it.each(Object.entries(NOT_COVERED))("of %s names what it cannot do", (id, controls) => {
    const [, limits = ""] = page(id).split("## What it cannot do");
    for (const control of controls) expect(limits).toContain(control);
  });

  it("begins with a title and a paragraph, and says when to use it, what it covers and what it cannot", () => {
    const ids = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")).map((name) => name.replace(".yaml", ""));
    expect(ids).toHaveLength(5);
    for (const id of ids) {
      expect(page(id)).toMatch(/^# .+\n\n(?:.+\n)+\n## When to use it\n[\s\S]+\n## What it covers\n[\s\S]+\n## What it cannot do\n/);
      expect(validatePolicy(starter(id))).toEqual([]);
    }
  });
});

describe("the CIS checks", () => {
  const policy = starter("cis-workloads");
  const hardened = { ...HARDENED, readOnlyRootFilesystem: true };

  it.each<[string, Fields, Fields, string]>([
    ["privileged", {}, { ...hardened, privileged: true, allowPrivilegeEscalation: true }, "block"],
    ["hostPID", { hostPID: true }, hardened, "block"],
    ["hostIPC", { hostIPC: true }, hardened, "block"],
    ["hostNetwork", { hostNetwork: true }, hardened, "block"],
    ["allowPrivilegeEscalation", {}, { ...hardened, allowPrivilegeEscalation: true }, "log"],
    ["root", {}, { ...hardened, runAsNonRoot: false }, "log"],
    ["NET_RAW that is not dropped", {}, { ...hardened, capabilities: { drop: BASELINE_CAPABILITIES } }, "log"],
    ["an added capability, if only a default one", {}, { ...hardened, capabilities: { drop: ["ALL"], add: ["CHOWN"] } }, "log"],
    ["assigned capabilities", {}, { ...hardened, capabilities: {} }, "log"],
    ["a writable root file system", {}, { ...hardened, readOnlyRootFilesystem: false }, "log"],
    ["nothing amiss", {}, hardened, "allow"],
  ])("%s", (_what, spec, security, verdict) => expect(verdictOf(policy, pod(spec, security))).toBe(verdict));
});

describe("the registry allow-list", () => {
  const policy = starter("registry-allow-list");
  const withImage = (image: string): object => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { containers: [{ name: "c", image }] } });

  it.each([
    ["registry.example.com/a:1", "allow"], ["registry.k8s.io/pause:3.9", "allow"], ["registry.example.com/a@sha256:" + "0".repeat(64), "allow"],
    ["registry.example.com/a:latest", "block"], ["registry.example.com/a", "block"],
    ["nginx:1", "block"], ["docker.io/nginx:1", "block"], ["registry.example.com.evil.io/a:1", "block"], ["evil.io/registry.example.com/a:1", "block"], ["registry.example.com:5000/a:1", "block"],
  ])("%s: %s", (image, verdict) => expect(verdictOf(policy, withImage(image))).toBe(verdict));
});

describe("log everything first", () => {
  it("blocks nothing, whatever a pod does", () => {
    const policy = starter("log-everything-first");
    expect(policy.cluster.rules.every(({ action, mitigation, enabled }) => enabled && action === "log" && mitigation === "log")).toBe(true);
    expect(verdictOf(policy, pod({ hostPID: true }, { privileged: true }))).toBe("log");
    expect(verdictOf(policy, pod({}, { ...HARDENED, readOnlyRootFilesystem: true }))).toBe("allow");
  });
});
