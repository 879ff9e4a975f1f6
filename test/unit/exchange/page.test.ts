// @vitest-environment jsdom
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { writePolicyPage } from "../../../shared/exchange/index.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { policies } from "../../support/arbitraryPolicy.ts";
import { policyOf, rule } from "../../support/judging.ts";

vi.setConfig({ testTimeout: 120_000 });

const FACTS = { version: 3, saved: "2026-03-01T10:00:00Z", author: "Ada" };
const policy: Policy = {
  ...policyOf(rule("privileged", { mitigation: "terminate" }), rule("imageTag", { action: "log", namespaces: ["shop"] }), rule("hostPID", { enabled: false })),
  description: "For <auditors> & \"others\"",
  namespaced: [{ name: "Own", namespaces: ["a", "b"], exceptions: [{ type: "imageName", operator: "equals", values: ["x"], reason: "because", ticket: "T-1", expires: "2030-01-01T00:00:00Z" }] }],
  secretScan: { mitigation: "log", schedule: { enabled: true, cron: "0 2 * * 1" }, skipIfRuleNotChanged: false, excludedPaths: ["/tmp/*"] },
};

const parsed = (text: string): Document => new DOMParser().parseFromString(text, "text/html");

describe("a policy's page", () => {
  it("says everything in words, as text", () => {
    expect(writePolicyPage(policy, FACTS, "text").text).toBe(`test_policy
Description     For <auditors> & "others"
Version         3, saved 2026-03-01T10:00:00Z by Ada
Platform        Kubernetes
XDR telemetry   off
Absent fields   count as what Kubernetes runs
Trusted images  excused
Secret scan     on, every Monday at 02:00 UTC, Log, without /tmp/*

Cluster-wide Policy Definition
      DEPLOYMENT  CONTINUOUS  RULE
  1.  Block       Terminate   privileged containers
  2.  Log         Log         images with tags that equal “latest” (only in shop)
  3.  –           –           containers that run in the host PID namespace (switched off)

NamespacedPolicyDefinition Own (a, b)
  Exceptions
  1.  Allow images with names that equal “x”, until 2030-01-01T00:00:00Z (because; ticket T-1)
  The rules are those of the cluster-wide definition.
`);
  });

  it("says the same as HTML that loads and runs nothing", () => {
    const { text, fileName } = writePolicyPage(policy, FACTS, "html");
    const document = parsed(text);
    expect(fileName).toBe("test_policy.html");
    expect(document.querySelector("h1")?.textContent).toBe("test_policy");
    expect([...document.querySelectorAll("dt")].map((term) => term.textContent)).toContain("Secret scan");
    expect([...document.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual([
      "1BlockTerminateprivileged containers", "2LogLogimages with tags that equal “latest” (only in shop)", "3––containers that run in the host PID namespace (switched off)",
    ]);
    expect(document.querySelector("li")?.textContent).toContain("because; ticket T-1");
    expect(document.querySelectorAll("script, link, img, iframe, [src], [href], [onload]").length).toBe(0);
  });

  it("carries any text whatever stands in it, and only as text", () => {
    fc.assert(
      fc.property(policies, (any) => {
        const document = parsed(writePolicyPage(any, FACTS, "html").text);
        expect(document.querySelectorAll("h2").length).toBe(1 + any.namespaced.length);
        expect(document.querySelectorAll("tbody tr").length).toBe(any.cluster.rules.length + any.namespaced.reduce((sum, { rules = [] }) => sum + rules.length, 0));
        const allowed = "html head meta title style body h1 h2 h3 dl dt dd table thead tbody tr th td ol li span p".split(" ");
        expect([...document.querySelectorAll("*")].map((element) => element.localName).filter((name) => !allowed.includes(name))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
