import { useEffect, useMemo, useRef } from "react";
import type { WorkloadDetail } from "../../../../shared/ipc/types.ts";
import { useScanYamlQuery } from "../../../api/api.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { count } from "../../../ui/format.ts";

interface Props {
  scanId: string;
  detail: WorkloadDetail;
  /** The finding to go to; the first marked line otherwise. */
  shown: number | undefined;
}

/** The object as YAML, the lines that findings point at marked, each with what is wrong there. */
export function YamlPane({ scanId, detail, shown }: Props) {
  const { data, error } = useScanYamlQuery({ id: scanId, row: detail.row.id });
  const view = useRef<HTMLDivElement>(null);
  const marks = useMemo(() => new Map((data?.marks ?? []).map((mark) => [mark.line, mark.findings])), [data]);
  const target = data?.marks.find((mark) => shown === undefined || mark.findings.includes(shown))?.line;

  useEffect(() => {
    const frame = view.current;
    const line = target === undefined ? null : frame?.querySelector<HTMLElement>(`[data-line="${target}"]`);
    // Not scrollIntoView, which would move the drawer around it too.
    if (frame && line) frame.scrollTop = line.offsetTop - frame.clientHeight / 3;
  }, [target]);

  if (error) return <ErrorNotice error={error} title="The object could not be shown" />;
  if (!data) return <Waiting for="the object's YAML" />;
  return (
    <div className="sp-yaml">
      <div className="sp-yaml__head">
        <span className="sp-quiet">{marks.size === 0 ? "No line is marked." : `${count(marks.size, "line")} marked`}</span>
        <CopyButton text={data.text} label="Copy YAML" />
      </div>
      <div className="sp-yaml__text" ref={view} tabIndex={0} role="region" aria-label="YAML">
        {data.text.replace(/\n$/, "").split("\n").map((text, index) => (
          <Line key={index} number={index + 1} text={text} messages={messagesOf(marks.get(index + 1), detail)} isShown={index + 1 === target && shown !== undefined} />
        ))}
      </div>
    </div>
  );
}

interface LineProps {
  number: number;
  text: string;
  messages: string[];
  isShown: boolean;
}

function Line({ number, text, messages, isShown }: LineProps) {
  const marked = messages.length > 0;
  const classes = ["sp-yaml__line", marked && "sp-yaml__line--marked", isShown && "sp-yaml__line--shown"].filter(Boolean).join(" ");
  return (
    <div className={classes} data-line={number}>
      <span className="sp-yaml__number" aria-hidden>{marked ? "▸" : ""}{number}</span>
      <span>
        <code>{text || " "}</code>
        {messages.map((message) => <span key={message} className="sp-yaml__message">{message}</span>)}
      </span>
    </div>
  );
}

function messagesOf(findings: number[] | undefined, detail: WorkloadDetail): string[] {
  const messages = (findings ?? []).flatMap((index) => detail.findings[index]?.message ?? []);
  return [...new Set(messages)];
}
