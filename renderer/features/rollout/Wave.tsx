import { Button, Title } from "@patternfly/react-core";
import { Link } from "react-router";
import type { RolloutWave } from "../../../shared/audit/results.ts";
import { useSavePolicyMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { comparePoliciesPath } from "../../app/paths.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";

interface Props {
  wave: RolloutWave;
  /** 0-based. */
  place: number;
  total: number;
  version: number;
}

/** One wave: where it blocks, what must be so before and after, how to undo it, and its policy as a version to be saved. */
export function Wave({ wave, place, total, version }: Props) {
  const dispatch = useAppDispatch();
  const [save, { error, isLoading }] = useSavePolicyMutation();
  const { policy, title, namespaces, enter, leave, back } = wave;
  const isLast = place === total - 1;
  const write = async () => {
    const answer = await save({ policy, baseVersion: version, note: `Rollout, wave ${place} of ${total - 1}: ${title}` });
    if (answer.data) dispatch(noticed({ variant: "success", title: `${policy.name} v${answer.data.version} is “${title}”. v${version} stays in its history.` }));
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
        {!isLast && <Button variant="secondary" size="sm" isLoading={isLoading} isDisabled={isLoading} onClick={() => void write()}>Save as a version of {policy.name}</Button>}
        {isLast && <span className="sp-quiet">This is v{version} itself: restore it from the history when the wave begins.</span>}
        <Link to={comparePoliciesPath({ a: { name: policy.name, version } })}>Compare versions</Link>
      </p>
    </li>
  );
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
