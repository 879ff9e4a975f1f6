import { useId, useState } from "react";
import { TextInput, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { DAYS, describeSchedule, nextTimes, readSchedule, writeSchedule } from "../../../../shared/model/schedule.ts";
import { Time } from "../../../ui/Time.tsx";
import { Problems } from "../Problems.tsx";

interface Props {
  /** What is scheduled, read aloud: `malware scan`. */
  what: string;
  cron: string;
  onChange: (cron: string) => void;
  /** What is wrong with it. */
  problems: string[];
  /** The field's place in the policy. */
  path: string;
}

/** Times that are foretold. */
const SHOWN_TIMES = 3;

/** A schedule by time and weekdays, as the cron text that the product takes, and in words. */
export function ScheduleField({ what, cron, onChange, problems, path }: Props) {
  const id = useId();
  const [now] = useState(() => Date.now());
  const parts = readSchedule(cron);
  const words = describeSchedule(cron);
  const times = nextTimes(cron, now, SHOWN_TIMES);
  const setTime = (text: string) => {
    const [hour, minute] = text.split(":").map(Number);
    if (hour !== undefined && minute !== undefined) onChange(writeSchedule({ days: parts?.days ?? [], hour, minute }));
  };
  const toggleDay = (day: number, on: boolean) => {
    if (parts) onChange(writeSchedule({ ...parts, days: on ? [...parts.days, day] : parts.days.filter((other) => other !== day) }));
  };
  return (
    <div className="ed-schedule">
      <div className="ed-schedule__fields">
        <span className="ed-schedule__field">
          <label htmlFor={`${id}-time`}>at</label>
          <TextInput id={`${id}-time`} className="ed-schedule__time" type="time" aria-label={`Time of the ${what} (UTC)`} value={parts ? timeText(parts) : ""} onChange={(_, text) => setTime(text)} />
          UTC
        </span>
        <ToggleGroup isCompact aria-label={`Days of the ${what}`}>
          <ToggleGroupItem text="Every day" buttonId={`${id}-daily`} isSelected={parts?.days.length === 0} onChange={() => parts && onChange(writeSchedule({ ...parts, days: [] }))} />
          {DAYS.map((name, day) => (
            <ToggleGroupItem key={name} text={name.slice(0, 3)} buttonId={`${id}-${day}`} isSelected={parts?.days.includes(day) ?? false} onChange={(_, on) => toggleDay(day, on)} />
          ))}
        </ToggleGroup>
        <span className="ed-schedule__field">
          <label htmlFor={`${id}-cron`}>as cron</label>
          <TextInput
            id={`${id}-cron`}
            className="ed-schedule__cron sp-mono"
            aria-label={`Schedule of the ${what} as cron`}
            aria-describedby={`${id}-problems ${id}-words`}
            data-path={path}
            value={cron}
            validated={problems.length > 0 ? "error" : "default"}
            onChange={(_, text) => onChange(text)}
          />
        </span>
      </div>
      <p id={`${id}-words`} className="ed-schedule__words">
        {words && <>It runs {words}. <span className="ed-quiet">Next: {times.map((time, place) => <span key={time}>{place > 0 && " · "}<Time at={time} /></span>)}</span></>}
      </p>
      <Problems id={`${id}-problems`} messages={problems} />
    </div>
  );
}

function timeText({ hour, minute }: { hour: number; minute: number }): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
