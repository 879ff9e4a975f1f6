import type { ContainerSubject } from "../rules/descriptor.ts";
import { ByteColumn } from "./byteColumn.ts";
import type { CheckCache } from "./checks.ts";
import type { CompiledException, CompiledPolicy, Scope } from "./compile.ts";

/** Why an exception excuses. */
export type Excuse = CompiledException | "trustedImages";

/** What excuses a container, if anything. */
export function excuseOf(compiled: CompiledPolicy, scope: Scope, subject: ContainerSubject): Excuse | undefined {
  if (isTrusted(compiled, subject)) return "trustedImages";
  const { image } = subject;
  return image && scope.exceptions.find((exception) => exception.matches(image));
}

/** Whether the automatic exception for trusted images excuses a container. */
export function isTrusted({ trusted }: CompiledPolicy, { container, image }: ContainerSubject): boolean {
  return [image?.digest, container.imageDigest].some((digest) => digest !== undefined && trusted.has(digest));
}

/** Whether something excuses a container, as 0 or 1 by the number of its class; undefined where nothing excuses any. */
export function excusedContainers(compiled: CompiledPolicy, scope: Scope, cache: CheckCache): ByteColumn | undefined {
  if (scope.exceptions.length === 0 && compiled.trusted.size === 0) return undefined;
  const matches = scope.exceptions.map((exception) => cache.matchesOf(exception));
  const { containers } = cache.classes;
  return new ByteColumn((place) => {
    const known = containers[place];
    return Number(known !== undefined && (matches.some((column) => column.at(known.image) === 1) || isTrusted(compiled, known.subject)));
  });
}
