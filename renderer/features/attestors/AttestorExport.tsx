import { useEffect } from "react";
import type { AttestorFormat } from "../../../shared/ipc/types.ts";
import { useExportAttestorMutation } from "../../api/api.ts";
import { ExportDialog, FORMAT_TITLES } from "../documents/index.ts";

/** The vendor's Terraform provider knows no attestors. */
export const ATTESTOR_FORMATS: readonly AttestorFormat[] = ["sallyport", "custom-resource", "api"];

export function AttestorExport({ name, format, onClose }: { name: string; format: AttestorFormat; onClose: () => void }) {
  const [write, { data, error }] = useExportAttestorMutation();
  useEffect(() => {
    void write({ name, format });
  }, [write, name, format]);
  return <ExportDialog name={name} title={`Export ${name}: ${FORMAT_TITLES[format]}`} text={data} error={error} onClose={onClose} />;
}
