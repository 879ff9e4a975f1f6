import { Button, Radio, TextInput, Title } from "@patternfly/react-core";
import PlusIcon from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import TimesIcon from "@patternfly/react-icons/dist/esm/icons/times-icon";
import type { LabelCondition, PodLabel } from "../../../../shared/model/ruleset.ts";
import { FieldHelp } from "../../documents/index.ts";
import type { SectionProps } from "./Facts.tsx";
import { messageAt } from "./problems.ts";

const CONDITIONS: { value: LabelCondition; label: string; about: string }[] = [
  { value: "any", label: "Any", about: "The rules apply to pods that have one of these labels." },
  { value: "notAny", label: "Not any", about: "The rules apply to pods that have none of these labels." },
];

/** To which pods the rules apply. */
export function LabelsSection({ ruleset, issues, onChange }: SectionProps) {
  const { labels, labelMatchingCondition } = ruleset;
  const setLabels = (edit: (before: PodLabel[]) => PodLabel[]) => onChange((before) => ({ ...before, labels: edit(before.labels) }));
  return (
    <section aria-labelledby="labels-title">
      <Title id="labels-title" headingLevel="h2" size="lg">Labels</Title>
      <p className="sp-quiet">Without labels, the following rules will apply to every pod in a cluster. Labels have no effect on Amazon ECS.</p>
      {labels.length > 0 && (
        <div role="radiogroup" aria-label="How labels match" className="rs-conditions">
          {CONDITIONS.map(({ value, label, about }) => (
            <Radio
              key={value}
              id={`labels-${value}`}
              name="label-condition"
              label={label}
              description={about}
              isChecked={labelMatchingCondition === value}
              onChange={() => onChange((before) => ({ ...before, labelMatchingCondition: value }))}
            />
          ))}
        </div>
      )}
      <div role="group" aria-label="Labels" className="rs-labels">
        {labels.map((label, place) => (
          // A label has no identity of its own; its place is what the document knows it by.
          <LabelRow
            key={place}
            place={place}
            label={label}
            issues={issues}
            onChange={(next) => setLabels((before) => before.with(place, next))}
            onRemove={() => setLabels((before) => before.toSpliced(place, 1))}
          />
        ))}
        <div>
          <Button variant="link" isInline icon={<PlusIcon />} onClick={() => setLabels((before) => [...before, { key: "", value: "" }])}>Add label</Button>
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  place: number;
  label: PodLabel;
  issues: SectionProps["issues"];
  onChange: (label: PodLabel) => void;
  onRemove: () => void;
}

function LabelRow({ place, label, issues, onChange, onRemove }: RowProps) {
  const path = `labels[${place}]`;
  const problems = { key: messageAt(issues, `${path}.key`), value: messageAt(issues, `${path}.value`) };
  const twice = messageAt(issues, path);
  const help = `label-${place}-help`;
  return (
    <div className="rs-label">
      {(["key", "value"] as const).map((part) => (
        <TextInput
          key={part}
          aria-label={`Label ${place + 1}: ${part}`}
          placeholder={part}
          value={label[part]}
          validated={problems[part] || twice ? "error" : "default"}
          aria-describedby={help}
          data-path={`${path}.${part}`}
          spellCheck={false}
          onChange={(_, text) => onChange({ ...label, [part]: text })}
        />
      ))}
      <Button variant="plain" icon={<TimesIcon />} aria-label={`Remove label ${place + 1}`} onClick={onRemove} />
      <div className="rs-label__help"><FieldHelp id={help} problem={problems.key ?? problems.value ?? twice} /></div>
    </div>
  );
}
