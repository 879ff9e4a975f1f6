import { Button, Title } from "@patternfly/react-core";
import { Link } from "react-router";
import type { RolloutWave } from "../../../shared/audit/results.ts";
import { useSavePolicyMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { versionsPath } from "../versions/index.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";

interface Props {
  wave: RolloutWave;
  /** 0-based. */
  place: number;
  total: number;
  /** The version that is rolled out, and the newest one. */
  version: number;
  newest: number;
}

/** One wave: where it blocks, what must be so before and after, how to undo it, and its policy as a version to be saved. */
export function Wave({ wave, place, total, version, newest }: Props) {
  const dispatch = useAppDispatch();
  const [save, { error, isLoading }] = useSavePolicyMutation();
  const { policy, title, namespaces, enter, leave, back } = wave;
  const write = async () => {
    const answer = await save({ policy, baseVersion: newest, note: waveNote(wave, place, total) });
    if (answer.data) dispatch(noticed({ variant: "success", title: `${policy.name} v${answer.data.version} is “${title}”. v${newest} stays in its history.` }));
  };
  return (
    <li className="rol-wave">
      <Title headingLevel="h4" size="md">{place}. {title}</Title>
      {namespaces.length > 0 && <p><strong>Begins to block in:</strong> {namespaces.join(", ")}</p>}
      <Criteria title="Before it begins" items={enter} />
      <Criteria title="Before the next one" items={leave} />
      <p><strong>The way back:</strong> {back}</p>
      <ErrorNotice error={error} title="The wave could not be saved" />
      <p className="rol-wave__actions">
        <Button variant="secondary" size="sm" isLoading={isLoading} isDisabled={isLoading} onClick={() => void write()}>Save as v{newest + 1} of {policy.name}</Button>
        {newest > version && <Link to={versionsPath(policy.name)}>Versions of {policy.name}</Link>}
      </p>
    </li>
  );
}

/** The note of the version that a wave is saved as. */
export function waveNote({ title }: RolloutWave, place: number, total: number): string {
  return `Rollout, wave ${place} of ${total - 1}: ${title}`;
}

function Criteria({ title, items }: { title: string; items: string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <p><strong>{title}:</strong></p>
      <ul className="sp-list">{items.map((item) => <li key={item}>{item}</li>)}</ul>
    </>
  );
}
