import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { STEPS, type StepId } from "../../../shared/bundle/steps.ts";
import type { BundleDetail, BundleInspection, BundleSummary, Step } from "../../../shared/ipc/signing.ts";
import { renderAt } from "../../support/renderAt.tsx";
import * as data from "../../support/windowData.ts";

const STATEMENT = "ab".repeat(32);
const [ADA, GRACE] = ["1a".repeat(32), "2b".repeat(32)];
const REF = { bundleId: "9a103e7d-925e-47e9-96ae-fce199c4256d", version: 2, statementSha256: STATEMENT };

function bundle(some: Partial<BundleSummary> = {}): BundleSummary {
  return {
    ...REF, name: "prod", origin: "made", created: data.NOW,
    terms: { audience: [], bundleId: REF.bundleId, issuedAt: data.NOW, expires: "2026-06-01T00:00:00Z", minVerifier: "0.1.0", schema: 1, trustVersion: 1, version: 2 },
    policies: [{ name: "web_baseline", version: 7 }], rulesets: [], attestors: [], signers: [{ key: ADA, person: "Ada", state: "good" }], needed: 2,
    missing: ["Grace", "Edsger"], complete: false, daysLeft: 90, ...some,
  };
}

/** All steps; the one that is named stopped the checks, with this refusal. */
function steps(stopped?: StepId, refusal: Step["refusal"] = undefined): Step[] {
  const ids = Object.keys(STEPS) as StepId[];
  const end = stopped === undefined ? ids.length : ids.indexOf(stopped);
  return ids.map((id, index) => {
    const outcome = index < end ? "passed" : index === end ? "failed" : "unreached";
    return { id, title: STEPS[id], outcome, reason: outcome === "failed" ? (refusal?.message ?? "") : "", ...(outcome === "failed" && refusal ? { refusal } : {}) };
  });
}

function detail(some: Partial<BundleDetail> = {}): BundleDetail {
  const tooFew = { code: "signers-too-few", message: "Only Ada has signed; needed are 2 of 3.", remedy: "Ask those who are missing to sign." } as const;
  return { ...bundle(), steps: steps("threshold", tooFew), files: [], changes: [], approvals: [], page: "<!doctype html><body><h1>Policy bundle prod</h1></body>", ...some };
}

function inspection(some: Partial<BundleInspection> = {}): BundleInspection {
  return {
    id: "seen-1", file: "/media/prod.polbundle", size: 34_816, sha256: "cd".repeat(32), accepted: false, steps: steps(), signers: [], missing: [], items: [], changes: [],
    approvals: [], open: false, trust: [], ...some,
  };
}

const stage = (name: string) => within(screen.getByRole("list", { name: "Stages" })).getAllByRole("listitem").find((item) => item.textContent?.startsWith(` ${name}`) ?? false) as HTMLElement;
const IMPORT = "/bundles/import?file=%2Fmedia%2Fprod.polbundle";

describe("the list of bundles", () => {
  it("says who has signed, who is missing, and how many days are left", async () => {
    renderAt("/bundles", {
      "bundles.list": () => [bundle(), bundle({ version: 1, statementSha256: "cd".repeat(32), complete: true, missing: [], signers: [{ key: ADA, person: "Ada", state: "good" }, { key: GRACE, person: "Grace", state: "good" }], daysLeft: -3 })],
    });
    const open = (await screen.findByRole("link", { name: "prod v2" })).closest("tr") as HTMLElement;
    expect(open).toHaveTextContent("needs 2 of 3 · has 1");
    expect(open).toHaveTextContent("not signed: Grace, Edsger");
    expect(open).toHaveTextContent("90 days left");
    const complete = screen.getByRole("link", { name: "prod v1" }).closest("tr") as HTMLElement;
    expect(complete).toHaveTextContent("complete");
    expect(complete).toHaveTextContent("expired 2 days ago");
  });

  it("is named by the overview where bundles expire or wait, and issues one again", async () => {
    const { bridge, router, user } = renderAt("/", { "bundles.list": () => [bundle({ daysLeft: 12 })], "bundles.reissue": () => detail({ version: 3, statementSha256: "ef".repeat(32) }) });
    const needs = await screen.findByRole("region", { name: "What needs you" });
    expect(within(needs).getByRole("link", { name: "Bundle prod v2 waits for approval: needs 2 of 3 · has 1." })).toHaveAttribute("href", `/bundles/${STATEMENT}`);
    expect(within(needs).getByRole("link", { name: "Bundle prod v2: 12 days left." })).toBeVisible();
    await user.click(within(needs).getByRole("button", { name: "Re-issue prod" }));
    await user.click(await screen.findByRole("button", { name: "Re-issue and sign" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/bundles/${"ef".repeat(32)}/sign`));
    expect(bridge.requests("bundles.reissue")).toEqual([{ ...REF, days: 90 }]);
  });
});

describe("the picture of checks", () => {
  it("of an open bundle waits: nothing is failed, and the way on is to send it", async () => {
    renderAt(`/bundles/${STATEMENT}`, { "bundles.list": () => [bundle()], "bundles.get": () => detail() });
    await screen.findByRole("heading", { name: "Checks" });
    expect(stage("Signatures")).toHaveTextContent("waits for signatures");
    expect(stage("Files")).toHaveTextContent("not reached");
    expect(screen.queryByText(/failed/)).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Send for approval" })).toBeVisible();
  });

  it("of a refused file marks the failed step, says why and what to do, and offers nothing that changes anything", async () => {
    const refusal = { code: "payload-digest", message: "payload.tar has another SHA-256.", remedy: "Do not use it." } as const;
    renderAt(IMPORT, { "bundles.inspect": () => inspection({ steps: steps("digest", refusal) }) });
    await screen.findByRole("heading", { name: "Checks" });
    expect(stage("Contents and purpose")).toHaveTextContent("contents as signed failed");
    expect(stage("Signatures")).toHaveTextContent("passed");
    expect(screen.getByText("Refused: payload.tar has another SHA-256.", { exact: false })).toBeVisible();
    expect(screen.getByText("Do not use it. Nothing was changed here.")).toBeVisible();
    expect(screen.queryByRole("button", { name: /Accept|Approve|Take/ })).not.toBeInTheDocument();
  });

  it("where nobody is trusted leads to the trust list first", async () => {
    const refusal = { code: "nobody-trusted", message: "No trust list is pinned here.", remedy: "Pin a trust list first." } as const;
    renderAt(IMPORT, { "bundles.inspect": () => inspection({ steps: steps("threshold", refusal), open: true }) });
    await screen.findByRole("heading", { name: "Checks" });
    expect(stage("Signatures")).toHaveTextContent("could not be checked");
    expect(screen.getAllByRole("link", { name: "Keys and trust" }).at(-1)).toHaveAttribute("href", "/trust");
    expect(screen.queryByRole("button", { name: /Approve/ })).not.toBeInTheDocument();
  });
});

describe("importing a bundle", () => {
  it("takes over what stays ticked, in the words of the differences", async () => {
    const item = (name: string) => ({ key: `policy/${name}`, kind: "policy" as const, name, outcome: "changed" as const, file: "prod", format: "sallyport" as const, changes: [`Description of ${name} changed`], issues: [], converted: [], lost: [] });
    const { bridge, user } = renderAt(IMPORT, {
      "bundles.inspect": () => inspection({ accepted: true, name: "prod", terms: bundle().terms, items: [item("web"), item("batch")] }),
      "bundles.accept": ({ keys }) => ({ items: [item("web")].filter(({ key }) => keys?.includes(key)).map((one) => Object.assign(one, { version: 3 })), problems: [] }),
    });
    await user.click(await screen.findByRole("checkbox", { name: /batch/ }));
    expect(screen.getByText("Description of web changed")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Accept 1 document" }));
    expect(await screen.findByText(/1 document saved\./)).toBeVisible();
    expect(bridge.requests("bundles.accept")).toEqual([{ id: "seen-1", keys: ["policy/web"] }]);
  });

  it("leads on to the bundle whose signatures were taken over, unless the user went elsewhere meanwhile", async () => {
    let done: (kept: BundleDetail) => void = () => undefined;
    const open = renderAt(IMPORT, {
      "bundles.list": () => [bundle()],
      "bundles.inspect": () => inspection({ accepted: true, name: "prod", terms: bundle().terms, signers: [{ key: GRACE, person: "Grace", state: "good" }] }),
      "bundles.keep": () => new Promise<BundleDetail>((resolve) => (done = resolve)),
    });
    await open.user.click(await screen.findByRole("button", { name: "Take its signatures over" }));
    await open.router.navigate("/connections");
    await screen.findByRole("heading", { level: 1, name: "Connections" });
    done(detail());
    await new Promise((resolve) => setTimeout(resolve));
    expect(open.router.state.location.pathname).toBe("/connections");

    await open.router.navigate(IMPORT);
    await open.user.click(await screen.findByRole("button", { name: "Take its signatures over" }));
    done(detail());
    await waitFor(() => expect(open.router.state.location.pathname).toBe(`/bundles/${STATEMENT}`));
  });
});

describe("signing a bundle", () => {
  it("makes the first key on the way, and signs with it", async () => {
    const key = { id: ADA, name: "author-1", kind: "private" as const, origin: "generated" as const, type: "ECDSA P-256", words: ["erase"], publicKey: "", created: data.NOW, state: "active" as const };
    let keys: (typeof key)[] = [];
    const { bridge, user } = renderAt(`/bundles/${STATEMENT}/sign`, {
      "bundles.list": () => [bundle({ signers: [] })],
      "bundles.get": () => detail({ signers: [] }),
      "keys.list": () => keys,
      "keys.generate": () => {
        keys = [key];
        return key;
      },
      "bundles.sign": () => detail(),
      "files.browse": () => ({ path: "/media", parent: "/", entries: [] }),
    });
    await user.type(await screen.findByLabelText(/^New passphrase/), "four walls of a desk");
    expect(screen.getByRole("button", { name: "Make the key and sign" })).toBeDisabled();
    await user.type(screen.getByLabelText(/^Passphrase again/), "four walls of a desk");
    await user.click(screen.getByRole("button", { name: "Make the key and sign" }));
    expect(await screen.findByRole("dialog", { name: "Send prod v2 for approval" })).toBeVisible();
    expect(bridge.requests("keys.generate")).toEqual([{ name: "author-1", passphrase: "four walls of a desk" }]);
    expect(bridge.requests("bundles.sign")).toEqual([{ ...REF, signing: { keyId: ADA, passphrase: "four walls of a desk" } }]);
  });
});

describe("approving a bundle", () => {
  it("signs the digest of the report that was shown", async () => {
    const report = { sha256: "3f".repeat(32), source: "9a".repeat(32), block: 19, log: 3, unknown: 0, newlyBlocked: 19 };
    const received = detail({ origin: "received" });
    const later = bundle({ version: 4, statementSha256: "ef".repeat(32) });
    const { bridge, user } = renderAt(`/bundles/${STATEMENT}/sign`, {
      "bundles.list": () => [bundle({ origin: "received" }), later],
      "bundles.get": () => received,
      "snapshots.list": () => [data.snapshot()],
      "bundles.impact": () => ({ snapshotId: "snap-1", policies: [{ name: "web_baseline", verdicts: data.counts({ block: 19 }), added: data.counts({ block: 19 }), removed: data.counts(), isNew: false }], report, text: "{}" }),
      "keys.list": () => [{
        id: GRACE, name: "grace", kind: "private", origin: "generated", type: "ECDSA P-256", words: ["erase", "indigo"], publicKey: "", created: data.NOW, state: "active",
        trusted: { person: "Grace", roles: ["bundle"], validFrom: data.NOW, validUntil: "2027-01-01T00:00:00Z" },
      }],
      "bundles.sign": () => received,
      "files.browse": () => ({ path: "/media", parent: "/", entries: [] }),
    });
    expect(await screen.findByText("+19 block")).toBeVisible();
    expect(screen.getByRole("link", { name: "Open version 4" })).toHaveAttribute("href", `/bundles/${later.statementSha256}`);
    await user.type(screen.getByLabelText(/^Passphrase/), "four walls of a desk");
    await user.click(screen.getByRole("button", { name: "Approve and sign" }));
    expect(await screen.findByRole("dialog", { name: /for approval/ })).toBeVisible();
    expect(bridge.requests("bundles.sign")).toEqual([{ ...REF, signing: { keyId: GRACE, passphrase: "four walls of a desk" }, report }]);
  });
});
