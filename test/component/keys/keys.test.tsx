import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { ErrorCode } from "../../../shared/kernel/result.ts";
import { draftStore } from "../../support/draftStore.ts";
import { renderAt } from "../../support/renderAt.tsx";
import type { Handlers } from "../../support/fakeBridge.ts";
import { signingKey, trustList, trustView } from "./support.ts";

const PASSPHRASE = "glacier pontoon marble fiddle";

const refuse = (code: ErrorCode, message: string, file?: string): never => {
  throw new AppFailure({ code, message, ...(file === undefined ? {} : { details: { file } }) });
};
const folder = (name: string): Handlers => ({
  "files.browse": () => ({ path: "/media", parent: "/", entries: [{ name, path: `/media/${name}`, kind: "file", size: 9, modified: "2026-11-25T08:00:00Z" }] }),
});
const dialog = () => within(screen.getByRole("dialog"));

describe("keys", () => {
  it("are made with a passphrase that is long enough and typed twice, and Redux never holds it", async () => {
    const { bridge, store, user } = renderAt("/trust", { "keys.list": () => [], "keys.generate": ({ name }) => signingKey(name) });
    await user.click(await screen.findByRole("button", { name: "Generate key" }));
    const make = dialog().getByRole("button", { name: "Generate key" });
    await user.type(dialog().getByRole("textbox", { name: /^Name/ }), "ada");
    await user.type(dialog().getByLabelText(/^New passphrase/), "short");
    expect(dialog().getByRole("status", { name: "Strength of the passphrase" })).toHaveTextContent("Too short");
    await user.type(dialog().getByLabelText(/^Passphrase again/), "short");
    expect(make).toBeDisabled();
    await user.clear(dialog().getByLabelText(/^New passphrase/));
    await user.type(dialog().getByLabelText(/^New passphrase/), PASSPHRASE);
    expect(dialog().getByText("It differs from the passphrase above.")).toBeVisible();
    await user.clear(dialog().getByLabelText(/^Passphrase again/));
    await user.type(dialog().getByLabelText(/^Passphrase again/), PASSPHRASE);
    await user.click(make);
    expect(bridge.requests("keys.generate")).toEqual([{ name: "ada", passphrase: PASSPHRASE }]);
    expect(JSON.stringify(store.getState())).not.toContain("glacier");
  });

  it("of a file: a wrong passphrase is told at its field, a damaged file as such; both keep the dialog open", async () => {
    let answer = () => refuse("wrong-passphrase", "The passphrase is wrong.");
    const { user } = renderAt("/trust", {
      ...folder("ada.key"), "keys.list": () => [], "keys.inspect": () => ({ kind: "private", locked: true }), "keys.import": () => answer(),
    });
    await user.click(await screen.findByRole("button", { name: "Import key" }));
    await user.click(dialog().getByRole("button", { name: /Choose a file/ }));
    await user.click(await screen.findByRole("checkbox", { name: "Select ada.key" }));
    await user.click(screen.getByRole("button", { name: "Look at it" }));
    expect(await screen.findByText("A private key, locked with a passphrase")).toBeVisible();
    expect(dialog().getByRole("textbox", { name: /^Name/ })).toHaveValue("ada");
    await user.type(dialog().getByLabelText(/^Passphrase of the file/), "not this one");
    await user.click(dialog().getByRole("button", { name: "Import key" }));
    expect(await dialog().findByText("The passphrase is wrong.")).toBeVisible();
    expect(dialog().getByLabelText(/^Passphrase of the file/)).toHaveAttribute("aria-invalid", "true");
    expect(dialog().getByLabelText(/^Passphrase of the file/)).toHaveValue("");

    answer = () => refuse("unreadable", "The key file is damaged.", "/media/ada.key");
    await user.type(dialog().getByLabelText(/^Passphrase of the file/), "again");
    await user.click(dialog().getByRole("button", { name: "Import key" }));
    expect(await dialog().findByText("The key file is damaged.")).toBeVisible();
    expect(dialog().queryByText("The passphrase is wrong.")).not.toBeInTheDocument();
  });

  it("are revoked with a reason, for good; the trust list that still names one is told of", async () => {
    const trusted = { person: "Ada", roles: ["bundle" as const], validFrom: "2026-01-01T00:00:00Z", validUntil: "2027-01-01T00:00:00Z" };
    const key = signingKey("ada", { trusted });
    const { bridge, user } = renderAt(`/trust/keys/${key.id}`, { "keys.list": () => [key], "keys.revoke": () => ({ ...key, state: "revoked" }) });
    await user.click(await screen.findByRole("button", { name: "Revoke" }));
    expect(dialog().getByText("This cannot be undone.")).toBeVisible();
    await user.type(dialog().getByRole("textbox", { name: "Reason" }), "stolen");
    bridge.answer({ "keys.list": () => [{ ...key, state: "revoked", reason: "stolen" }] });
    await user.click(dialog().getByRole("button", { name: "Revoke key" }));
    expect(await screen.findByText(/Reason: stolen/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Propose a list that revokes it" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Revoke" })).not.toBeInTheDocument();
    expect(bridge.requests("keys.revoke")).toEqual([{ id: key.id, reason: "stolen" }]);
  });
});

describe("trust", () => {
  it("is pinned only with the words that were heard: all are sent, and the program compares", async () => {
    const view = trustView();
    const { bridge, user } = renderAt("/trust/list", {
      ...folder("trust.json"), "keys.list": () => [], "trust.get": () => ({ history: [] }),
      "trust.inspect": () => ({ relation: "first", view, changes: [] }), "trust.pin": () => refuse("invalid-input", "The fingerprint is not that of the trust list in the file."),
    });
    await user.click(await screen.findByRole("button", { name: "Import a trust list" }));
    await user.click(await screen.findByRole("checkbox", { name: "Select trust.json" }));
    await user.click(screen.getByRole("button", { name: "Look at it" }));
    const pin = await screen.findByRole("button", { name: "Compare and trust this list" });
    const open = dialog().getAllByRole("textbox", { name: /^Word \d+/ });
    expect(open).toHaveLength(8);
    // Words of two syllables stand at odd places, those of three at even ones.
    const heard: string[] = open.map((field) => (Number(/\d+/.exec(field.getAttribute("aria-label") ?? "")?.[0]) % 2 === 1 ? "zulu" : "yucatan"));
    for (const [index, field] of open.slice(1).entries()) await user.type(field, heard[index + 1] ?? "");
    const first = open[0] as HTMLElement;
    await user.type(first, "nonsense");
    expect(pin).toBeDisabled();
    await user.clear(first);
    await user.type(first, heard[0] ?? "");
    await user.click(pin);
    expect(await dialog().findByText("The fingerprint is not that of the trust list in the file.")).toBeVisible();
    const [request] = bridge.requests("trust.pin");
    expect(request?.path).toBe("/media/trust.json");
    expect(request?.fingerprint.split(" ").filter((word) => heard.includes(word))).toHaveLength(8);
    expect(request?.fingerprint.split(" ").filter((word) => view.words.includes(word))).toHaveLength(24);
  });

  it("of a proposal: says who signed, who is missing, and that two keys of one person count once; it cannot be adopted yet", async () => {
    const signer = (name: string) => ({ key: signingKey(name).id, person: "Ada", state: "good" as const, countsNew: true, countsOld: false });
    const proposal = { ...trustView(), signers: [signer("ada"), signer("token")], own: { needed: 2, persons: ["Ada"], missing: ["Grace"] }, complete: false };
    renderAt("/trust/list", { "keys.list": () => [signingKey("ada")], "trust.get": () => ({ history: [], proposal }) });
    expect(await screen.findByText(/By its own rule: 1 of 2/)).toBeVisible();
    expect(screen.getByText(/Signed: Ada\. 1 more signature needed: Grace\./)).toBeVisible();
    expect(screen.getByText("Two keys of one person count once.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Make it the trusted list" })).not.toBeInTheDocument();
  });

  it("is signed step by step where the key is; a signature over other bytes is told, and the steps stay", async () => {
    const key = signingKey("grace", { kind: "public" });
    const proposal = { ...trustView(), signers: [], own: { needed: 2, persons: [], missing: ["Ada", "Grace"] }, complete: false };
    const { bridge, user } = renderAt("/trust/list", {
      ...folder("a.sig"), "keys.list": () => [key], "trust.get": () => ({ history: [], proposal }),
      "trust.toSign": ({ path }) => ({ files: [{ path, purpose: "trust" }], commands: [{ tool: "openssl", text: `openssl dgst ${path}` }, { tool: "pkcs11-tool", text: "pkcs11-tool --sign" }] }),
      "keys.readSignature": ({ toSign: [over = ""] }) => ({ signature: "MEUC", over }), "trust.sign": () => refuse("invalid-input", "The signature was not made by the key “grace” over these bytes."),
    });
    await user.click(await screen.findByRole("button", { name: "Sign" }));
    const sign = () => dialog().getByRole("button", { name: "Sign" });
    expect(dialog().getByRole("button", { name: /Choose the signature file/ })).toBeDisabled();
    await user.click(dialog().getByRole("button", { name: /Write to a file/ }));
    await screen.findByText("a.sig");
    await user.click(screen.getByRole("button", { name: "Write" }));
    expect(await screen.findByText("openssl dgst /media/trust-v1.tosign")).toBeVisible();
    await user.click(dialog().getByRole("button", { name: "pkcs11-tool" }));
    expect(dialog().getByText("pkcs11-tool --sign")).toBeVisible();
    expect(sign()).toBeDisabled();
    await user.click(dialog().getByRole("button", { name: /Choose the signature file/ }));
    await user.click(await screen.findByRole("checkbox", { name: "Select a.sig" }));
    await user.click(screen.getByRole("button", { name: "Read" }));
    await screen.findByText("/media/a.sig");
    await user.click(sign());
    expect(await dialog().findByText(/was not made by the key/)).toBeVisible();
    expect(bridge.requests("trust.sign")).toEqual([{ keyId: key.id, signature: "MEUC" }]);
    expect(dialog().getByText("/media/trust-v1.tosign")).toBeVisible();
  });

  it("is proposed by persons, keys and thresholds; one out of reach is told before it is sent", async () => {
    const [ada, grace] = [signingKey("ada"), signingKey("grace", { kind: "public" })];
    const { bridge, user } = renderAt("/trust/list/next", { ...draftStore().handlers, "keys.list": () => [ada, grace], "trust.get": () => ({ history: [] }), "trust.propose": () => ({ history: [] }) });
    const propose = await screen.findByRole("button", { name: "Propose" });
    await user.type(screen.getByRole("textbox", { name: /^Name/ }), "Ada");
    await user.selectOptions(screen.getByRole("combobox", { name: "Give Ada a key" }), ada.id);
    await user.click(screen.getByRole("button", { name: "Trust list: one more" }));
    expect(screen.getByText("Trust list: 2 must sign, but only 1 person has a key for it.")).toBeVisible();
    expect(propose).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Add person" }));
    await user.type(screen.getAllByRole("textbox", { name: /^Name/ })[1] as HTMLElement, "Grace");
    await user.selectOptions(screen.getByRole("combobox", { name: "Give Grace a key" }), grace.id);
    await user.click(screen.getByRole("button", { name: "Close" }));
    await user.click(await screen.findByRole("button", { name: "Make the first list" }));
    expect(await screen.findByDisplayValue("Grace")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Propose" }));
    const [request] = bridge.requests("trust.propose");
    expect(request?.content.persons).toEqual([{ id: "ada", name: "Ada" }, { id: "grace", name: "Grace" }]);
    expect(request?.content.roles.trust).toEqual({ threshold: 2, keys: [ada.id, grace.id] });
    expect(request?.content.keys.map(({ person }) => person)).toEqual(["ada", "grace"]);
  });

  it("that was typed on top of another list is not taken over, and that is told", async () => {
    const { drafts, handlers } = draftStore();
    const role = { threshold: 1, keys: [] };
    const content = { expires: "2027-01-01T00:00:00Z", persons: [{ id: "lin", name: "Lin" }], keys: [], roles: { bundle: role, trust: role, report: role } };
    drafts.set("trustList ", { kind: "trustList", document: { schema: "sallyport/trust-list-draft/v1", base: "cd".repeat(32), content }, name: "", baseRevision: 1, window: "w", stamp: "s", author: "Lin", updated: "2026-03-01T10:00:00Z" });
    renderAt("/trust/list/next", { ...handlers, "keys.list": () => [signingKey("ada")], "trust.get": () => ({ current: trustView(), history: [] }) });
    expect(await screen.findByText(/It began with another list/)).toBeVisible();
    expect(screen.queryByDisplayValue("Lin")).not.toBeInTheDocument();
  });

  it("of the next list: what it changes is told in words before it is accepted", async () => {
    const next = { ...trustView(), list: { ...trustList(), version: 2 } };
    const { bridge, user } = renderAt("/trust/list", {
      ...folder("trust-v2.json"), "keys.list": () => [], "trust.get": () => ({ current: trustView(), history: [] }), "trust.update": () => ({ history: [] }),
      "trust.inspect": () => ({ relation: "next", view: next, changes: ["the key 1234… of Grace is revoked since 2026-11-20T00:00:00Z."] }),
    });
    await user.click(await screen.findByRole("button", { name: "Import a trust list" }));
    await user.click(await screen.findByRole("checkbox", { name: "Select trust-v2.json" }));
    await user.click(screen.getByRole("button", { name: "Look at it" }));
    expect(await screen.findByText(/^The key 1234… of Grace is revoked/)).toBeVisible();
    expect(bridge.requests("trust.update")).toEqual([]);
    await user.click(dialog().getByRole("button", { name: "Trust this list" }));
    expect(bridge.requests("trust.update")).toEqual([{ paths: ["/media/trust-v2.json"] }]);
  });
});
