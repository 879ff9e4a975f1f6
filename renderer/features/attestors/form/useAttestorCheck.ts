import { skipToken } from "@reduxjs/toolkit/query";
import type { KeyFacts } from "../../../../shared/ipc/types.ts";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { Attestor, AttestorMaterial } from "../../../../shared/model/attestor.ts";
import { validateAttestor } from "../../../../shared/model/attestorIssues.ts";
import { useInspectKeyQuery } from "../../../api/api.ts";
import { asAppError } from "../../../ui/ErrorNotice.tsx";

export interface AttestorCheck {
  issues: FieldIssue[];
  /** What the attestor's key or certificate is, and what the log's key is. */
  key: KeyFacts | undefined;
  logKey: KeyFacts | undefined;
}

/** Checks an attestor while it is written: by its text here, whether keys are keys on the trusted side. */
export function useAttestorCheck(attestor: Attestor): AttestorCheck {
  const issues = validateAttestor(attestor);
  const material = pemOf(attestor.material);
  const key = useKey(material.pem, material.path, issues);
  const logKey = useKey(attestor.transparencyLog.publicKey ?? "", "transparencyLog.publicKey", issues);
  return { issues: [...issues, ...key.issues, ...logKey.issues], key: key.facts, logKey: logKey.facts };
}

function useKey(pem: string, path: string, issues: FieldIssue[]): { facts: KeyFacts | undefined; issues: FieldIssue[] } {
  const isAsked = pem !== "" && !issues.some((issue) => issue.path === path);
  const { currentData, error } = useInspectKeyQuery(isAsked ? { pem } : skipToken);
  if (!isAsked) return { facts: undefined, issues: [] };
  return { facts: currentData, issues: error ? [{ path, message: asAppError(error).message }] : [] };
}

function pemOf(material: AttestorMaterial): { pem: string; path: string } {
  switch (material.type) {
    case "cosignPublicKey":
      return { pem: material.publicKey, path: "material.publicKey" };
    case "certificate":
      return { pem: material.certificate, path: "material.certificate" };
    case "keyless":
      return { pem: "", path: "material" };
  }
}
