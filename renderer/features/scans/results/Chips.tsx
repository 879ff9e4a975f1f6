import { Label, LabelGroup } from "@patternfly/react-core";
import type { RowFilter } from "../../../../shared/ipc/types.ts";
import type { ChangeView } from "./viewState.ts";

/** Filters that no menu shows: they come from a group that was opened. Each can be taken away. */
export function Chips({ filter, onChange }: { filter: RowFilter; onChange: ChangeView }) {
  const { images = [], registries = [], label } = filter;
  if (images.length + registries.length === 0 && !label) return null;
  const without = (part: Partial<RowFilter>) => onChange({ filter: { ...filter, ...part } });
  return (
    <LabelGroup aria-label="Filters from groups">
      {images.map((image) => <Label key={image} isCompact closeBtnAriaLabel={`Remove the image ${image}`} onClose={() => without({ images: rest(images, image) })}>image {image}</Label>)}
      {registries.map((registry) => (
        <Label key={registry} isCompact closeBtnAriaLabel={`Remove the registry ${registry}`} onClose={() => without({ registries: rest(registries, registry) })}>
          registry {registry || "(unreadable)"}
        </Label>
      ))}
      {label && (
        <Label isCompact closeBtnAriaLabel={`Remove the label ${label.key}`} onClose={() => without({ label: undefined })}>
          {label.key}: {label.values.map((value) => value || "(none)").join(", ")}
        </Label>
      )}
    </LabelGroup>
  );
}

function rest(all: string[], one: string): string[] | undefined {
  const others = all.filter((other) => other !== one);
  return others.length > 0 ? others : undefined;
}
