import { useEffect } from "react";
import type { RulesetFormat } from "../../../shared/ipc/types.ts";
import { useExportRulesetMutation } from "../../api/api.ts";
import { ExportDialog, FORMAT_TITLES } from "../documents/index.ts";

export const RULESET_FORMATS: readonly RulesetFormat[] = ["sallyport", "custom-resource", "api", "terraform"];

export function RulesetExport({ name, format, onClose }: { name: string; format: RulesetFormat; onClose: () => void }) {
  const [write, { data, error }] = useExportRulesetMutation();
  useEffect(() => {
    void write({ name, format });
  }, [write, name, format]);
  return <ExportDialog name={name} title={`Export ${name}: ${FORMAT_TITLES[format]}`} text={data} error={error} onClose={onClose} />;
}
