import type { AttestorSummary, KeyFacts } from "../../../shared/ipc/types.ts";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { Attestor } from "../../../shared/model/attestor.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { NOW } from "../../support/windowData.ts";

/** Not a key: the trusted side of these tests takes it for one. */
export const PEM = "-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----";

export const FACTS: KeyFacts = { type: "ECDSA P-256", fingerprint: "ab12".repeat(16), warnings: [] };

export function attestorSummary(some: Partial<AttestorSummary> = {}): AttestorSummary {
  return {
    name: "build", description: "", type: "cosignPublicKey", about: "ECDSA P-256", fingerprint: FACTS.fingerprint, transparencyLog: false, revision: 2,
    created: NOW, updated: NOW, author: "author-1", usedBy: [], ...some,
  };
}

/** A trusted side that keeps attestors. */
export function attestorStore(attestors: Attestor[] = [], usedBy: string[] = []) {
  const state = { attestors };
  const saved = (attestor: Attestor) => ({ attestor, revision: 2, created: NOW, updated: NOW, author: "author-1", usedBy });
  const handlers: Handlers = {
    "attestors.list": () => state.attestors.map(({ name, description, material: { type } }) => attestorSummary({ name, description, type, usedBy })),
    "attestors.get": ({ name }) => {
      const found = state.attestors.find((one) => one.name === name);
      if (!found) throw new AppFailure({ code: "not-found", message: "There is no such attestor." });
      return saved(found);
    },
    "attestors.create": ({ attestor }) => {
      state.attestors = [...state.attestors, attestor];
      return saved(attestor);
    },
    "attestors.save": ({ attestor }) => {
      state.attestors = state.attestors.map((one) => (one.name === attestor.name ? attestor : one));
      return { ...saved(attestor), revision: 3 };
    },
    "attestors.inspect": ({ pem }) => {
      if (pem.trim() !== PEM) throw new AppFailure({ code: "invalid-input", message: "This is no public key." });
      return FACTS;
    },
  };
  return { state, handlers };
}
