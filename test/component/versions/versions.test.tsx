import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Draft, PolicyComparison } from "../../../shared/ipc/types.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import { renderAt } from "../../support/renderAt.tsx";
import { NOW } from "../../support/windowData.ts";
import { saved } from "../editor/support.tsx";

const VERSIONS = [3, 2, 1].map((version) => ({ version, saved: NOW, author: `author-${version}`, note: `note ${version}` }));
const DRAFT: Draft = { name: "web", baseVersion: 3, policy: emptyPolicy("web"), updated: NOW, author: "author-3", stamp: "s" };

function comparison(a: number, b: number | "draft"): PolicyComparison {
  const side = { saved: NOW, author: "author-1", note: "" };
  return {
    a: { version: a, ...side }, b: { version: b, ...side },
    changes: [{ kind: "changed", where: "Policy", what: `Description of ${b}`, before: "one", after: "two" }],
    lines: [{ kind: "removed", text: "description: one", a: 3 }, { kind: "added", text: "description: two", b: 3 }],
  };
}

async function openVersions(draft: Draft | null = null, search = "") {
  const rendered = renderAt(`/policies/web/versions${search}`, {
    "policies.versions": () => VERSIONS,
    "drafts.get": () => draft,
    "policies.compare": ({ a, b }) => comparison(a, b),
    "policies.restore": () => saved(emptyPolicy("web"), 4),
  });
  await screen.findByRole("grid", { name: "Versions" });
  return rendered;
}

describe("versions of a policy", () => {
  it("show what changed last, and any two that are chosen, in words and as text", async () => {
    const { user, router } = await openVersions();
    expect(within(screen.getByRole("row", { name: /v2/ })).getByText("note 2")).toBeVisible();
    expect(await screen.findByText("Description of 3")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "Compare from v1" }));
    await user.click(screen.getByRole("radio", { name: "Compare to v2" }));
    expect(await screen.findByText("Description of 2")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "As text" }));
    expect(within(await screen.findByRole("region", { name: "Difference as text" })).getByText("removed:")).toBeInTheDocument();
    expect(router.state.location.search).toBe("?a=1&b=2&as=text");
  });

  it("compare with work that is not saved yet", async () => {
    const { bridge } = await openVersions(DRAFT);
    expect(await screen.findByRole("heading", { name: "From v3 to draft" })).toBeVisible();
    expect(bridge.requests("policies.compare")).toEqual([{ name: "web", a: 3, b: "draft" }]);
  });

  it("are restored with a note; unsaved work stays", async () => {
    const { user, bridge } = await openVersions(DRAFT);
    expect(screen.queryByRole("button", { name: "Restore v3" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Restore v1" }));
    const note = await screen.findByRole("textbox", { name: "Note" });
    expect(screen.getByText(/stay a draft/)).toBeVisible();
    await user.clear(note);
    await user.type(note, "v2 broke the build");
    await user.click(screen.getByRole("button", { name: "Restore" }));
    await waitFor(() => expect(bridge.requests("policies.restore")).toEqual([{ name: "web", version: 1, note: "v2 broke the build" }]));
    expect(await screen.findByText("v1 of web is restored as v4")).toBeVisible();
  });
});
