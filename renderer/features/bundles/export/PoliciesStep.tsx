import { Checkbox, FormSelect, FormSelectOption, HelperText, HelperTextItem, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router";
import { namesUsed } from "../../../../shared/rules/uses.ts";
import type { PolicySummary } from "../../../../shared/ipc/types.ts";
import { useAttestorsQuery, usePolicyQuery, usePolicyVersionsQuery, useRulesetsQuery } from "../../../api/api.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { day } from "../../../ui/format.ts";
import type { Wanted } from "./request.ts";

interface Props {
  policies: PolicySummary[];
  chosen: Wanted["policies"];
  onChange: (policies: Wanted["policies"]) => void;
}

/** Which policies, in which versions, and what comes with them. */
export function PoliciesStep({ policies, chosen, onChange }: Props) {
  const set = (name: string, one: Wanted["policies"][number] | undefined) => {
    const others = chosen.filter((policy) => policy.name !== name);
    onChange(one ? [...others, one] : others);
  };
  return (
    <>
      <Title headingLevel="h2" size="lg">Which policies?</Title>
      <p className="sp-quiet">The rulesets and attestors that they use come with them.</p>
      {policies.length === 0 && <EmptyNote heading="h3" title="No saved policy" action={<Link to="/policies">Go to the policies</Link>}>A bundle carries saved versions. Save a policy first.</EmptyNote>}
      {policies.length > 0 && (
        <Table variant="compact" aria-label="Policies" borders={false}>
          <Thead><Tr><Th>Policy</Th><Th width={30}>Version</Th><Th>Comes with it</Th></Tr></Thead>
          <Tbody>
            {policies.map(({ name }) => {
              const one = chosen.find((policy) => policy.name === name);
              return (
                <Tr key={name}>
                  <Td dataLabel="Policy" modifier="breakWord">
                    <Checkbox id={`bundle-policy-${name}`} label={name} isChecked={one !== undefined} onChange={(_, on) => set(name, on ? { name } : undefined)} />
                  </Td>
                  <Td dataLabel="Version">{one && <VersionChoice one={one} onChange={(version) => set(name, { name, ...version })} />}</Td>
                  <Td dataLabel="Comes with it">{one && <ComesWith one={one} />}</Td>
                </Tr>
              );
            })}
          </Tbody>
        </Table>
      )}
    </>
  );
}

type Chosen = Wanted["policies"][number];

function VersionChoice({ one, onChange }: { one: Chosen; onChange: (version: { version?: number }) => void }) {
  const { data: versions = [] } = usePolicyVersionsQuery({ name: one.name });
  return (
    <FormSelect aria-label={`Version of ${one.name}`} className="sp-fit" value={one.version === undefined ? "" : String(one.version)} onChange={(_, chosen) => onChange(chosen === "" ? {} : { version: Number(chosen) })}>
      <FormSelectOption value="" label="newest" />
      {versions.toSorted((a, b) => b.version - a.version).map(({ version, saved }) => <FormSelectOption key={version} value={String(version)} label={`v${version} · ${day(saved)}`} />)}
    </FormSelect>
  );
}

/** The rulesets and attestors that this version uses; those that are not here cannot come with it, and are named in the bundle. */
function ComesWith({ one }: { one: Chosen }) {
  const { currentData: saved } = usePolicyQuery(one);
  const { data: rulesets } = useRulesetsQuery();
  const { data: attestors } = useAttestorsQuery();
  if (!saved || !rulesets || !attestors) return null;
  const used = [
    ...usedOf("ruleset", namesUsed(saved.policy, "rulesets"), rulesets),
    ...usedOf("attestor", namesUsed(saved.policy, "attestors"), attestors),
  ];
  const absent = used.filter(({ isHere }) => !isHere);
  return (
    <div className="sp-wrap">
      {used.filter(({ isHere }) => isHere).map(({ text }) => text).join(", ") || <span className="sp-quiet">nothing else</span>}
      {absent.length > 0 && <HelperText><HelperTextItem variant="warning">Named, but not here: {absent.map(({ text }) => text).join(", ")}</HelperTextItem></HelperText>}
    </div>
  );
}

function usedOf(noun: string, names: readonly string[], present: readonly { name: string }[]): { text: string; isHere: boolean }[] {
  return names.map((name) => ({ text: `${noun} ${name}`, isHere: present.some((one) => one.name === name) }));
}
