import { Alert, Progress, ProgressMeasureLocation } from "@patternfly/react-core";
import type { TrustProgress, TrustTallyView } from "../../../../shared/ipc/signing.ts";
import { missingText } from "./listWords.ts";

const BAD = {
  wrong: "does not belong to this list: it or the list was changed",
  revoked: "does not count: its key is revoked",
  unknown: "does not count: neither list has its key",
} as const;

/** Who has signed and who is missing, by the rule of the list and by that of the one before it. */
export function TallyView({ progress: { own, before, signers }, version }: { progress: TrustProgress; version: number }) {
  const bad = signers.flatMap(({ key, person, state }) => (state === "good" ? [] : [{ key, who: person ?? `key ${key.slice(0, 16)}…`, why: BAD[state] }]));
  const counted = new Set([...own.persons, ...(before?.persons ?? [])]).size;
  const isDoubled = signers.filter(({ state, countsNew, countsOld }) => state === "good" && (countsNew || countsOld)).length > counted;
  return (
    <div className="trust-tallies">
      <Tally title="By its own rule" tally={own} />
      {before && <Tally title={`By the rule of version ${version - 1}`} tally={before} />}
      {isDoubled && <p className="sp-quiet">Two keys of one person count once.</p>}
      {bad.map(({ key, who, why }) => <Alert key={key} component="p" variant="warning" isInline isPlain title={`The signature of ${who} ${why}.`} />)}
    </div>
  );
}

function Tally({ title, tally }: { title: string; tally: TrustTallyView }) {
  const { needed, persons } = tally;
  const missing = missingText(tally);
  return (
    <div>
      <Progress
        title={`${title}: ${persons.length} of ${needed}`}
        value={Math.min(100, (persons.length / needed) * 100)}
        measureLocation={ProgressMeasureLocation.none}
        size="sm"
        {...(missing === "" ? { variant: "success" as const } : {})}
      />
      <p>{persons.length > 0 && <>Signed: {persons.join(", ")}. </>}{missing !== "" && `${missing}.`}</p>
    </div>
  );
}
