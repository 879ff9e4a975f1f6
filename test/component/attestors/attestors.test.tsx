import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyAttestor } from "../../../shared/model/attestor.ts";
import type { Attestor } from "../../../shared/model/attestor.ts";
import { draftStore } from "../../support/draftStore.ts";
import { renderAt } from "../../support/renderAt.tsx";
import { lastPolicy, openEditor, rule, webBaseline } from "../editor/support.tsx";
import { FACTS, PEM, attestorStore } from "./support.ts";

let kept = draftStore();
beforeEach(() => {
  kept = draftStore();
});

const BUILD: Attestor = { ...emptyAttestor("build"), material: { type: "cosignPublicKey", publicKey: PEM } };

async function openForm() {
  const store = attestorStore();
  const rendered = renderAt("/attestors?create", { ...store.handlers, ...kept.handlers });
  await screen.findByRole("textbox", { name: "Name" });
  return { ...rendered, store: store.state };
}

describe("Add attestor", () => {
  it("shows what a pasted key is, and keeps the attestor", async () => {
    const { user, store } = await openForm();
    await user.type(screen.getByRole("textbox", { name: "Name" }), "build-key");
    await user.click(screen.getByRole("textbox", { name: "Public key" }));
    await user.paste(PEM);
    expect(await screen.findByText("ECDSA P-256")).toBeVisible();
    expect(screen.getByText(FACTS.fingerprint)).toBeVisible();
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Add attestor" }));
    await waitFor(() => expect(store.attestors.map(({ name }) => name)).toEqual(["build-key"]));
    expect(await screen.findByRole("grid", { name: "Attestors" })).toBeVisible();
    await waitFor(() => expect(kept.drafts.size).toBe(0));
  });

  it("refuses what is no key, at its field", async () => {
    const { user, store } = await openForm();
    await user.type(screen.getByRole("textbox", { name: "Name" }), "build");
    await user.click(screen.getByRole("textbox", { name: "Public key" }));
    await user.paste(PEM.replace("QUJD", "eHl6"));
    expect(await screen.findByText("This is no public key.")).toBeVisible();
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Add attestor" }));
    expect(store.attestors).toEqual([]);
  });

  it("warns of a private key and writes it nowhere, while other typing is kept", async () => {
    const { user } = await openForm();
    await user.type(screen.getByRole("textbox", { name: "Name" }), "half");
    cleanup();
    expect([...kept.drafts.values()]).toMatchObject([{ kind: "attestor", name: "", document: { name: "half" } }]);
    const again = await openForm();
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue("half");
    await again.user.click(screen.getByRole("textbox", { name: "Public key" }));
    await again.user.paste("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
    expect(screen.getByText(/^This is a private key\./)).toBeVisible();
    cleanup();
    await waitFor(() => expect(kept.drafts.size).toBe(0));
    expect(JSON.stringify(again.bridge.calls)).not.toContain("PRIVATE KEY");
  });

  it("says which types only Sallyport documents carry, and keeps each type's text", async () => {
    const { user } = await openForm();
    await user.click(screen.getByRole("textbox", { name: "Public key" }));
    await user.paste(PEM);
    await user.selectOptions(screen.getByRole("combobox", { name: "Type" }), "Keyless identity");
    expect(screen.getByText(/^Only Sallyport documents carry this type/)).toBeVisible();
    await user.selectOptions(screen.getByRole("combobox", { name: "Type" }), "Cosign: Key-pair");
    expect(screen.getByRole("textbox", { name: "Public key" })).toHaveValue(PEM);
  });
});

describe("an attestor", () => {
  it("is modified with its transparency log", async () => {
    const store = attestorStore([BUILD]);
    const { user } = renderAt("/attestors/build", { ...store.handlers, ...kept.handlers });
    await user.click(await screen.findByRole("switch", { name: "Signatures must be in a transparency log" }));
    const server = screen.getByRole("textbox", { name: "Transparency log server" });
    await user.type(server, "rekor");
    expect(screen.getByText("Enter an address like https://rekor.example.com.")).toBeVisible();
    await user.clear(server);
    await user.type(server, "https://rekor.example.com");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(store.state.attestors[0]?.transparencyLog).toEqual({ enabled: true, server: "https://rekor.example.com" }));
    await waitFor(() => expect(kept.drafts.size).toBe(0));
  });

  it("that a policy names is not deleted, and the policy is named", async () => {
    const { user } = renderAt("/attestors", attestorStore([BUILD], ["web_baseline"]).handlers);
    await user.click(await screen.findByRole("button", { name: "Kebab toggle" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("link", { name: "Policy web_baseline" })).toBeVisible();
    expect(within(dialog).getByRole("button", { name: "Delete attestor" })).toBeDisabled();
  });
});

describe("the menu of attestors in a signature rule", () => {
  it("ticks attestors, and adds one without losing the draft", async () => {
    const store = attestorStore([BUILD]);
    const { user, bridge } = await openEditor(webBaseline({ cluster: { rules: [rule("verifyImages")], exceptions: [] } }), { handlers: store.handlers });
    const chosen = () => lastPolicy(bridge.requests("impact.judge"))?.cluster.rules[0]?.properties["attestors"];
    await user.type(screen.getByRole("textbox", { name: /description/i }), "draft");
    await user.click(screen.getByRole("button", { name: /choose attestors/ }));
    await user.click(await screen.findByRole("checkbox", { name: /build/ }));
    expect(await screen.findByRole("button", { name: "Signature material: build" })).toBeVisible();
    await user.click(await screen.findByRole("menuitem", { name: "Add attestor" }));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "qa");
    await user.click(screen.getByRole("textbox", { name: "Public key" }));
    await user.paste(PEM);
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Add attestor" }));
    await waitFor(() => expect(chosen()).toEqual({ any: ["build", "qa"] }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Match all or any" }), "all");
    await waitFor(() => expect(chosen()).toEqual({ all: ["build", "qa"] }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Match all or any" }), "atLeast");
    await waitFor(() => expect(chosen()).toEqual({ any: ["build", "qa"], atLeast: 2 }));
    expect(lastPolicy(bridge.requests("impact.judge"))?.description).toBe("draft");
  });

  it("names those that are not there", async () => {
    const verify = rule("verifyImages", { properties: { attestors: { all: ["lost"] } } });
    await openEditor(webBaseline({ cluster: { rules: [verify], exceptions: [] } }), { handlers: attestorStore([BUILD]).handlers });
    expect(await screen.findByText(/lost: no such attestor here yet/)).toBeVisible();
  });
});
