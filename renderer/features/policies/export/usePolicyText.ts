import type { PolicyExport } from "../../../../shared/ipc/types.ts";
import { useExportPolicyQuery, usePolicyPageQuery } from "../../../api/api.ts";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { isPage } from "./formats.ts";
import type { ExportFormat } from "./formats.ts";

/** A policy's newest version, written in a format; `data` is undefined until it is. */
export function usePolicyText(name: string, format: ExportFormat): { data: PolicyExport | undefined; error: QueryError | undefined } {
  const page = usePolicyPageQuery({ name, format: isPage(format) ? format : "text" }, { skip: !isPage(format) });
  const document = useExportPolicyQuery({ name, format: isPage(format) ? "sallyport" : format }, { skip: isPage(format) });
  const { currentData: data, error } = isPage(format) ? page : document;
  return { data, error };
}
