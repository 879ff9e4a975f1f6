import type { BundleCrypto } from "../../shared/bundle/index.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import { provenPrimitives } from "./selfTest.ts";

let proven: Promise<Result<BundleCrypto>> | undefined;

/** The cryptography that bundles are made and checked with, after its self-test, which runs once. Fails when that fails. */
export function openBundleCrypto(): Promise<Result<BundleCrypto>> {
  proven ??= provenPrimitives().then((tested) => (tested.ok ? ok({ sha256: tested.value.sha256, verify: tested.value.verify }) : tested));
  return proven;
}
