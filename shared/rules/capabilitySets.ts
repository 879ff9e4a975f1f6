/**
 * The four predefined capability sets of the source document. The 14 defaults are Docker's (its run reference);
 * `baseline` is also the allow-list of the Pod Security Standard of that name.
 */
export const DEFAULT_CAPABILITIES = [
  "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP",
  "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
] as const;

export type CapabilitySet = "restrict-nondefaults" | "baseline" | "restricted" | "restrict-all";

export const CAPABILITY_SETS: Record<CapabilitySet, readonly string[]> = {
  "restrict-nondefaults": DEFAULT_CAPABILITIES,
  baseline: DEFAULT_CAPABILITIES.filter((name) => name !== "NET_RAW"),
  restricted: ["NET_BIND_SERVICE"],
  "restrict-all": [],
};
