import type { ContainerSubject } from "../rules/descriptor.ts";
import type { CompiledException, CompiledPolicy, Scope } from "./compile.ts";

/** Why an exception excuses. */
export type Excuse = CompiledException | "trustedImages";

/** What excuses a container, if anything. */
export function excuseOf(compiled: CompiledPolicy, scope: Scope, { container, image }: ContainerSubject): Excuse | undefined {
  const isTrusted = [image?.digest, container.imageDigest].some((digest) => digest !== undefined && compiled.trusted.has(digest));
  if (isTrusted) return "trustedImages";
  return image && scope.exceptions.find((exception) => exception.matches(image));
}
