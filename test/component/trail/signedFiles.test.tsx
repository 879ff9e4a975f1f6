import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { FileVerification, SigningKeySummary } from "../../../shared/ipc/signing.ts";
import { renderAt } from "../../support/renderAt.tsx";

const KEY = "ab".repeat(32);
const key: SigningKeySummary = {
  id: KEY, name: "ada-2026", kind: "private", origin: "generated", type: "ECDSA P-256", words: ["aardvark"], publicKey: "PEM", created: "2026-01-01T00:00:00Z", state: "active",
  trusted: { person: "Ada", roles: ["report"], validFrom: "2026-01-01T00:00:00Z", validUntil: "2027-01-01T00:00:00Z" },
};
const folder = (...names: string[]) => () => ({ path: "/media", parent: "/", entries: names.map((name) => ({ name, path: `/media/${name}`, kind: "file" as const, size: 9, modified: "2026-11-25T08:00:00Z" })) });
const nothingSigned = { "trail.list": () => ({ records: [], total: 0 }), "keys.list": () => [key] };

describe("signed files", () => {
  it("a signature of someone else stays: another is put beside it, unless it is to be replaced", async () => {
    let tries = 0;
    const { bridge, user } = renderAt("/signed-files?sign=%2Fmedia%2Fscan.csv", {
      ...nothingSigned,
      "files.browse": folder("scan.csv", "scan.csv.sigstore.json"),
      "reports.sign": ({ path, output = "", signing }) => {
        if (tries++ === 0) throw new AppFailure({ code: "invalid-input", message: "The passphrase does not open this key." });
        return { file: path, signatureFile: output, key: signing.keyId, sha256: KEY };
      },
    });
    expect(await screen.findByRole("radio", { name: "Put mine beside it" })).toBeChecked();
    const passphrase = await screen.findByLabelText(/^Passphrase/);
    await user.type(passphrase, "wrong");
    await user.click(screen.getByRole("button", { name: "Sign" }));
    expect(await screen.findByText("The passphrase does not open this key.")).toBeVisible();
    expect(passphrase).toHaveValue("");
    await user.type(passphrase, "right");
    await user.click(screen.getByRole("button", { name: "Sign" }));
    expect(await screen.findByText(/scan\.csv is signed/)).toBeInTheDocument();
    expect(bridge.requests("reports.sign").at(-1)).toEqual({ path: "/media/scan.csv", signing: { keyId: KEY, passphrase: "right" }, output: "/media/scan.csv.abababab.sigstore.json", overwrite: true });
  });

  it("are verified with every signature beside them; a refusal says why and what to do", async () => {
    const refused: FileVerification = { file: "/media/scan.csv", sha256: KEY, accepted: false, signers: [{ key: KEY, person: "Ada", state: "revoked" }], needed: 1, reason: "The key of Ada is revoked.", remedy: "Ask for a signature with another key." };
    const { bridge } = renderAt("/signed-files?verify=%2Fmedia%2Fscan.csv", {
      ...nothingSigned,
      "files.browse": folder("scan.csv", "scan.csv.sigstore.json", "scan.csv.abababab.sigstore.json", "other.csv.sigstore.json"),
      "reports.verify": () => refused,
    });
    expect(await screen.findByText("Refused: The key of Ada is revoked.")).toBeVisible();
    expect(screen.getByText("Ask for a signature with another key.")).toBeVisible();
    expect(screen.getByText("key revoked")).toBeVisible();
    expect(bridge.requests("reports.verify")).toEqual([{ path: "/media/scan.csv", signatures: ["/media/scan.csv.sigstore.json", "/media/scan.csv.abababab.sigstore.json"] }]);
  });
});
