import { useRef, useState } from "react";
import { Alert, Button, Tab, TabTitleText, Tabs, Title } from "@patternfly/react-core";
import type { FalcoCheck, FalcoProblem } from "../../../../shared/falco/index.ts";
import type { CustomRuleFile } from "../../../../shared/model/ruleset.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { bytes } from "../../../ui/format.ts";
import type { SectionProps } from "../editor/Facts.tsx";
import type { Jump } from "../editor/problems.ts";
import { FilePane } from "./FilePane.tsx";
import { LARGEST_READ, freeName } from "./files.ts";

interface Props extends SectionProps {
  check: FalcoCheck;
  problems: FalcoProblem[];
  jump: Jump | undefined;
}

/** Falco rules of one's own, in one file or several, checked while they are written. */
export function CustomRules({ ruleset, check, problems, issues, jump, onChange }: Props) {
  const files = ruleset.customRules;
  const chooser = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(0);
  const [seen, setSeen] = useState(jump);
  const [refused, setRefused] = useState<string[]>([]);
  if (jump !== seen) {
    setSeen(jump);
    if (jump) setOpen(jump.file);
  }
  // The user went elsewhere since: coming back to the file is no reason to go there again.
  const [left, setLeft] = useState<Jump>();
  const choose = (place: number) => {
    setOpen(place);
    setLeft(jump);
  };
  const active = Math.min(open, files.length - 1);
  const setFiles = (edit: (before: CustomRuleFile[]) => CustomRuleFile[]) => onChange((before) => ({ ...before, customRules: edit(before.customRules) }));
  const add = (added: CustomRuleFile[]) => {
    setFiles((before) => added.reduce((all, file) => [...all, { ...file, name: freeName(file.name, all) }], before));
    choose(files.length);
  };
  const read = async (chosen: File[]) => {
    const small = chosen.filter(({ size }) => size <= LARGEST_READ);
    setRefused(chosen.filter(({ size }) => size > LARGEST_READ).map(({ name, size }) => `${name} has ${bytes(size)}`));
    const texts = await Promise.all(small.map(async (file) => ({ name: file.name, text: await file.text() })));
    if (texts.length > 0) add(texts);
  };
  const errorsOf = (place: number) => {
    const { name = "" } = files[place] ?? {};
    return problems.filter(({ file, severity }) => file === name && severity === "error").length + issues.filter(({ path }) => path.startsWith(`customRules[${place}]`)).length;
  };
  const file = files[active];
  return (
    <section aria-labelledby="custom-title">
      <div className="rs-section-head">
        <Title id="custom-title" headingLevel="h2" size="lg">Custom rules</Title>
        <Button variant="secondary" onClick={() => chooser.current?.click()}>Add YAML files</Button>
        <Button variant="secondary" onClick={() => add([{ name: freeName("custom-rules.yaml", files), text: "" }])}>Write or paste</Button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept=".yaml,.yml"
          aria-label="YAML files with Falco rules"
          onChange={(event) => {
            void read([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <p className="sp-quiet">Falco rules, lists and macros in YAML. Each rule needs an id that begins with CR-. Files are read in this order: a later one may append to an earlier one.</p>
      {refused.length > 0 && <Alert component="p" variant="danger" isInline title={`Not added: ${refused.join(", ")}. A rule file must be smaller than 1 MB.`} />}
      {!file && <EmptyNote title="No custom rules" heading="h3">Add YAML files, or write rules here: they are checked as you type.</EmptyNote>}
      {file && (
        <>
          <Tabs activeKey={active} onSelect={(_, key) => choose(Number(key))} isSubtab aria-label="Files of custom rules">
            {files.map(({ name }, place) => (
              // A file may be renamed; its place is what the document knows it by.
              <Tab
                key={place}
                eventKey={place}
                tabContentId="rule-file"
                title={<TabTitleText>{name || "unnamed"}{errorsOf(place) > 0 && <span className="rs-wrong"> · {errorsOf(place)} to fix</span>}</TabTitleText>}
              />
            ))}
          </Tabs>
          <div id="rule-file" role="tabpanel" aria-label={file.name || "unnamed"}>
            <FilePane
              key={active}
              file={file}
              path={`customRules[${active}]`}
              check={check}
              problems={problems.filter((problem) => problem.file === file.name)}
              issues={issues}
              jump={jump?.file === active && jump !== left ? jump : undefined}
              onChange={(next) => setFiles((before) => before.with(active, next))}
              onRemove={() => { setFiles((before) => before.toSpliced(active, 1)); choose(Math.max(0, active - 1)); }}
            />
          </div>
        </>
      )}
    </section>
  );
}
