import { useState } from "react";
import type { ObjectDraft, ObjectKind } from "../../../../shared/ipc/objects.ts";
import { useObjectDraftQuery } from "../../../api/api.ts";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";

interface StoredDraft {
  /** What the store holds now; null: nothing. Undefined until it was read anew. */
  draft: ObjectDraft | null | undefined;
  error: QueryError | undefined;
  retry: () => void;
}

/** The draft that the store holds of a document, kept up to date. */
export function useStoredDraft(kind: ObjectKind, name: string): StoredDraft {
  const { currentData, isFetching, error, refetch } = useObjectDraftQuery({ kind, name }, { refetchOnMountOrArgChange: true });
  // What another place of the window read may be old: only an answer to this question opens the document.
  const [answered, setAnswered] = useState<string>();
  if (answered !== name && !isFetching && currentData !== undefined) setAnswered(name);
  return { draft: answered === name ? currentData : undefined, error, retry: () => void refetch() };
}
