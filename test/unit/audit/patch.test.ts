import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { curePatch } from "../../../shared/audit/patch.ts";
import type { Finding } from "../../../shared/model/finding.ts";

function finding(type: string, path: string, more: Partial<Finding> = {}): Finding {
  return {
    status: "violation", rule: { type, index: 0, definition: "cluster", properties: {} }, action: "block", mitigation: "log",
    container: { name: "web", kind: "container" }, path, value: null, basis: "unset", message: "", remediation: "", ...more,
  };
}
const inTemplate = (field: string) => `spec.template.spec.containers[0].securityContext.${field}`;

describe("curePatch", () => {
  it("puts the cures of several findings of one container into one entry", () => {
    const text = curePatch([
      finding("runAsNonRoot", inTemplate("runAsNonRoot")),
      finding("readOnlyRootFilesystem", inTemplate("readOnlyRootFilesystem")),
      finding("containerCapabilities", inTemplate("capabilities.drop")),
    ]);
    expect(parse(text ?? "")).toEqual({
      spec: { template: { spec: { containers: [
        { name: "web", securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } } },
      ] } } },
    });
  });

  it("follows the place of the pod spec: pod, template, job template", () => {
    const host = (path: string) => parse(curePatch([finding("hostNetwork", path, { container: undefined, value: true, basis: "explicit" })]) ?? "");
    expect(host("spec.hostNetwork")).toEqual({ spec: { hostNetwork: false } });
    expect(host("spec.template.spec.hostNetwork")).toEqual({ spec: { template: { spec: { hostNetwork: false } } } });
    expect(host("spec.jobTemplate.spec.template.spec.hostNetwork")).toEqual({ spec: { jobTemplate: { spec: { template: { spec: { hostNetwork: false } } } } } });
  });

  it("keeps init containers in their own list and quotes names that YAML would read otherwise", () => {
    const text = curePatch([finding("privileged", "spec.initContainers[0].securityContext.privileged", { container: { name: "on", kind: "init" } })]);
    expect(parse(text ?? "", { version: "1.1" })).toEqual({ spec: { initContainers: [{ name: "on", securityContext: { privileged: false } }] } });
  });

  it("takes privileged away where it forces privilege escalation", () => {
    const text = curePatch([finding("allowPrivilegeEscalation", inTemplate("privileged"), { value: true, basis: "implied" })]);
    expect(parse(text ?? "").spec.template.spec.containers[0].securityContext).toEqual({ privileged: false, allowPrivilegeEscalation: false });
  });

  it("offers nothing where the user must choose, where it is excused or not decided", () => {
    expect(curePatch([])).toBeUndefined();
    expect(curePatch([finding("imageTag", "spec.containers[0].image")])).toBeUndefined();
    expect(curePatch([finding("containerCapabilities", inTemplate("capabilities.add"), { basis: "explicit", value: ["SYS_ADMIN"] })])).toBeUndefined();
    expect(curePatch([finding("privileged", inTemplate("privileged"), { excusedBy: { trustedImages: true } })])).toBeUndefined();
    expect(curePatch([finding("privileged", inTemplate("privileged"), { status: "not-decidable" })])).toBeUndefined();
  });
});
