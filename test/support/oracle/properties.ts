import type { Basis } from "../../../shared/model/finding.ts";
import { fields, flag, list } from "./manifest.ts";
import type { OracleContainer, OraclePod } from "./manifest.ts";

const DEFAULTS = [
  "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP",
  "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
];
const CAPABILITY_SETS: Record<string, string[]> = {
  "restrict-nondefaults": DEFAULTS,
  baseline: DEFAULTS.filter((name) => name !== "NET_RAW"),
  restricted: ["NET_BIND_SERVICE"],
  "restrict-all": [],
};

/** Bases on which a pod-level rule is violated, before the reading of unset fields is applied. */
export function podBases(type: string, pod: OraclePod): Basis[] {
  return flag(pod.spec[type]) === true ? ["explicit"] : [];
}

/** Bases on which a container-level rule is violated, before the reading of unset fields is applied. */
export function containerBases(type: string, properties: Record<string, unknown>, pod: OraclePod, container: OracleContainer): Basis[] {
  const own = container.security;
  const privileged = flag(own["privileged"]) === true;
  switch (type) {
    case "privileged":
      return privileged ? ["explicit"] : [];
    case "runAsNonRoot": {
      const effective = flag(own["runAsNonRoot"]) ?? flag(pod.security["runAsNonRoot"]);
      if (effective === true) return [];
      return [effective === false ? "explicit" : "unset"];
    }
    case "allowPrivilegeEscalation": {
      if (pod.windows) return [];
      const written = flag(own["allowPrivilegeEscalation"]);
      if (written === true) return ["explicit"];
      const { add } = capabilities(container);
      if (privileged || add.includes("SYS_ADMIN") || add.includes("ALL")) return ["implied"];
      return written === undefined ? ["unset"] : [];
    }
    case "readOnlyRootFilesystem": {
      if (pod.windows) return [];
      const written = flag(own["readOnlyRootFilesystem"]);
      if (written === true) return [];
      return [written === false ? "explicit" : "unset"];
    }
    case "containerCapabilities":
      return pod.windows ? [] : capabilityBases(String(properties["capabilityRestriction"]), privileged, container);
    default:
      return [];
  }
}

function capabilityBases(restriction: string, privileged: boolean, container: OracleContainer): Basis[] {
  const allowed = CAPABILITY_SETS[restriction];
  if (allowed === undefined) return [];
  const { add, drop } = capabilities(container);
  const bases: Basis[] = [];
  if (privileged) bases.push("implied");
  if (add.some((name) => !allowed.includes(name))) bases.push("explicit");
  const kept = drop.includes("ALL") ? [] : DEFAULTS.filter((name) => !drop.includes(name));
  if (kept.some((name) => !allowed.includes(name))) bases.push("unset");
  return bases;
}

function capabilities(container: OracleContainer): { add: string[]; drop: string[] } {
  const written = fields(container.security["capabilities"]);
  const names = (value: unknown) =>
    list(value).filter((name) => typeof name === "string").map((name) => name.toUpperCase().replace(/^CAP_/, ""));
  return { add: names(written["add"]), drop: names(written["drop"]) };
}
