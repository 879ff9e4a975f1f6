import { writeAttestor } from "../../shared/exchange/index.ts";
import type { AttestorSummary, KeyFacts, SavedAttestor } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { FieldIssue, Result } from "../../shared/kernel/result.ts";
import { normalisePem, validateAttestor } from "../../shared/model/attestorIssues.ts";
import type { Attestor, AttestorMaterial } from "../../shared/model/attestor.ts";
import type { StoredObject } from "../ports.ts";
import { inspectKey } from "../signing/keys.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { duplicateName } from "./duplicateName.ts";
import { author } from "./savePolicy.ts";

export type AttestorDeps = Pick<Deps, "store" | "now" | "userName">;

export function attestorUseCases(deps: Deps): UseCasesOf<"attestors"> {
  const { store, changed } = deps;
  const announced = <T>(result: Result<T>): Result<T> => {
    if (result.ok) changed("attestors");
    return result;
  };
  return {
    "attestors.list": async () => ok((await store.attestors()).map((stored) => summaryOf(stored, deps.now()))),
    "attestors.get": async (request) => {
      const found = await store.attestor(request);
      return found.ok ? ok(savedOf(found.value, deps.now())) : found;
    },
    "attestors.create": async ({ attestor }) => announced(await createAttestor(deps, attestor)),
    "attestors.save": async ({ attestor, baseRevision }) => announced(await saveAttestor(deps, attestor, baseRevision)),
    "attestors.duplicate": async ({ name }) => {
      const base = await store.attestor({ name });
      if (!base.ok) return base;
      const taken = new Set((await store.attestors()).map(({ document }) => document.name));
      return announced(await createAttestor(deps, { ...base.value.document, name: duplicateName(name, "Copy", taken) }));
    },
    "attestors.delete": async (request) => announced(await store.deleteAttestor(request)),
    "attestors.export": async ({ name, format }) => {
      const found = await store.attestor({ name });
      return found.ok ? writeAttestor(found.value.document, format) : found;
    },
    "attestors.inspect": ({ pem }) => Promise.resolve(inspectKey(pem, deps.now())),
  };
}

/** Saves an attestor under a new name. */
export async function createAttestor(deps: AttestorDeps, given: Attestor): Promise<Result<SavedAttestor>> {
  const attestor = normalised(given);
  const refused = refusal(attestor, deps.now());
  if (refused) return refused;
  const created = await deps.store.createAttestor({ document: attestor, author: await author(deps), now: deps.now() });
  return created.ok ? ok(savedOf(created.value, deps.now())) : created;
}

/** Saves an attestor over the revision it was made from. */
export async function saveAttestor(deps: AttestorDeps, given: Attestor, baseRevision: number): Promise<Result<SavedAttestor>> {
  const attestor = normalised(given);
  const refused = refusal(attestor, deps.now());
  if (refused) return refused;
  const saved = await deps.store.saveAttestor({ document: attestor, baseRevision, author: await author(deps), now: deps.now() });
  return saved.ok ? ok(savedOf(saved.value, deps.now())) : saved;
}

/** Everything that keeps an attestor from being saved, its keys looked into. */
export function attestorIssues(attestor: Attestor, now: string): FieldIssue[] {
  const issues = validateAttestor(attestor);
  if (issues.length > 0) return issues;
  const keys: [path: string, pem: string | undefined][] = [
    [attestor.material.type === "certificate" ? "material.certificate" : "material.publicKey", pemOf(attestor.material)],
    ["transparencyLog.publicKey", attestor.transparencyLog.publicKey],
  ];
  return keys.flatMap(([path, pem]) => {
    const facts = pem === undefined ? undefined : inspectKey(pem, now);
    return facts && !facts.ok ? [{ path, message: facts.error.message }] : [];
  });
}

/** Keys as they are kept: real line ends and nothing around them. */
export function normalised(attestor: Attestor): Attestor {
  const { material, transparencyLog } = attestor;
  return {
    ...attestor,
    material:
      material.type === "cosignPublicKey"
        ? { ...material, publicKey: normalisePem(material.publicKey) }
        : material.type === "certificate"
          ? { ...material, certificate: normalisePem(material.certificate) }
          : material,
    transparencyLog: transparencyLog.publicKey === undefined ? transparencyLog : { ...transparencyLog, publicKey: normalisePem(transparencyLog.publicKey) },
  };
}

function pemOf(material: AttestorMaterial): string | undefined {
  if (material.type === "cosignPublicKey") return material.publicKey;
  return material.type === "certificate" ? material.certificate : undefined;
}

function refusal(attestor: Attestor, now: string): Result<never> | undefined {
  const issues = attestorIssues(attestor, now);
  const [first] = issues;
  return first && fail("invalid-input", `The attestor "${attestor.name}" cannot be saved: ${first.path}: ${first.message}`, { path: first.path, issues });
}

function keyOf({ material }: Attestor, now: string): KeyFacts | undefined {
  const pem = pemOf(material);
  const facts = pem === undefined ? undefined : inspectKey(pem, now);
  return facts?.ok ? facts.value : undefined;
}

function savedOf({ document: attestor, ...facts }: StoredObject<Attestor>, now: string): SavedAttestor {
  const key = keyOf(attestor, now);
  return { attestor, ...(key ? { key } : {}), ...facts };
}

function summaryOf({ document: attestor, ...facts }: StoredObject<Attestor>, now: string): AttestorSummary {
  const { name, description, material, transparencyLog } = attestor;
  const key = keyOf(attestor, now);
  const about = material.type === "keyless" ? material.subject : (key?.type ?? "");
  return {
    name, description, type: material.type, about, ...(key ? { fingerprint: key.fingerprint } : {}), transparencyLog: transparencyLog.enabled, ...facts,
  };
}
