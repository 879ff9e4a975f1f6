import type { BundleCrypto } from "../../shared/bundle/index.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import { primitives } from "./primitives.ts";
import { judgeSelfTest, selfTest, type SelfTestResult } from "./selfTest.ts";

let tested: Promise<SelfTestResult[]> | undefined;

/** What the self-test found. It runs once in a process: when the window's program starts, or at the first use elsewhere. */
export function selfTestOfThisRun(): Promise<SelfTestResult[]> {
  tested ??= selfTest();
  return tested;
}

/** The cryptography that bundles are made and checked with, after its self-test. Fails when that failed. */
export async function openBundleCrypto(): Promise<Result<BundleCrypto>> {
  const judged = judgeSelfTest(await selfTestOfThisRun());
  return judged.ok ? ok({ sha256: primitives.sha256, verify: primitives.verify }) : judged;
}
