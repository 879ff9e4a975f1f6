import type { BundleCrypto } from "../../shared/bundle/index.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import { provenPrimitives } from "./selfTest.ts";

/** The cryptography that bundles are made and checked with, after its self-test. Fails when that fails. */
export async function openBundleCrypto(): Promise<Result<BundleCrypto>> {
  const proven = await provenPrimitives();
  return proven.ok ? ok({ sha256: proven.value.sha256, verify: proven.value.verify }) : proven;
}
