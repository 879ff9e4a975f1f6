import type { ImageReference } from "../../kube/image.ts";
import { byCodeUnit } from "../../kernel/stable.ts";

/** A list that is offered as a remedy is one that can be read at a glance. */
const MOST_OFFERED = 5;

/** The registries of some images, in order; undefined when there are none or too many to offer. */
export function registriesOf(images: readonly ImageReference[]): string[] | undefined {
  return few(images.map(({ canonicalHost }) => canonicalHost));
}

/** Their repositories, as registry and path. */
export function repositoriesOf(images: readonly ImageReference[]): string[] | undefined {
  return few(images.map(({ canonicalHost, canonicalPath }) => `${canonicalHost}/${canonicalPath}`));
}

/** Their whole references. */
export function referencesOf(images: readonly ImageReference[]): string[] | undefined {
  return few(
    images.map(({ canonicalHost, canonicalPath, tag, digest }) => `${canonicalHost}/${canonicalPath}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`),
  );
}

function few(values: string[]): string[] | undefined {
  const different = [...new Set(values)].toSorted(byCodeUnit);
  return different.length === 0 || different.length > MOST_OFFERED ? undefined : different;
}
