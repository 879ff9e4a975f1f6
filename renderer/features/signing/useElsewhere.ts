import { useState } from "react";
import type { DetachedRequest } from "../../../shared/ipc/signing.ts";
import { useReadSignatureMutation, useReadToSignMutation } from "../../api/keysTrust.ts";
import type { QueryError } from "../../ui/ErrorNotice.tsx";
import { PURPOSES } from "./purposes.ts";
import type { SignedElsewhere, SignProps } from "./types.ts";

type Options = Pick<SignProps, "purposes" | "about" | "onWrite"> & { keyId: string | undefined; onError: (error: QueryError | undefined) => void };

/** What a key that is not here is given to sign, and what came back. It may come back days later: then the files that were written are chosen anew. */
export function useElsewhere({ purposes, about, onWrite, keyId = "", onError }: Options) {
  const [readToSign] = useReadToSignMutation();
  const [readSignature] = useReadSignatureMutation();
  const [state, setState] = useState<{ written: DetachedRequest; isStill: (about: string | undefined) => boolean }>();
  const [back, setBack] = useState<SignedElsewhere[]>([]);
  const written = state?.isStill(about) ? state.written : undefined;
  const signed = written ? written.files.flatMap(({ path }) => back.find(({ toSign }) => toSign === path) ?? []) : [];

  const begin = (request: DetachedRequest, isStill: (now: string | undefined) => boolean) => {
    setState({ written: request, isStill });
    setBack([]);
    onError(undefined);
  };
  return {
    written,
    signed,
    isReady: written !== undefined && signed.length === written.files.length,
    forget: () => {
      setState(undefined);
      setBack([]);
    },
    /** Answers the refusal, if there is one. */
    write: async (path: string, overwrite: boolean): Promise<QueryError | undefined> => {
      const answer = await onWrite({ keyId, path, overwrite });
      if (answer.data) begin(answer.data, (now) => now === about);
      return answer.error;
    },
    /** Takes up files that were written before. Answers whether they are the right ones. */
    reopen: async (paths: string[]): Promise<boolean> => {
      const answer = await readToSign({ paths });
      const files = purposes.flatMap((purpose) => answer.data?.files.filter((file) => file.purpose === purpose) ?? []);
      const isAll = files.length === purposes.length && files.length === answer.data?.files.length;
      // What was written then may be about something else than what is shown now: that is found out when it is signed.
      if (answer.data && isAll) begin({ ...answer.data, files }, () => true);
      else onError(answer.error ?? wrongFiles(purposes));
      return isAll;
    },
    /** Takes signatures that came back, in any order. Answers whether each is over what was written. */
    bringBack: async (paths: string[]): Promise<boolean> => {
      const toSign = written?.files.map(({ path }) => path) ?? [];
      for (const path of paths) {
        const { data, error } = await readSignature({ path, keyId, toSign });
        onError(error);
        if (!data) return false;
        const purpose = written?.files.find((file) => file.path === data.over)?.purpose ?? "bundle";
        setBack((before) => [...before.filter((one) => one.toSign !== data.over), { toSign: data.over, purpose, from: path, signature: data.signature }]);
      }
      return true;
    },
  };
}

function wrongFiles(purposes: SignProps["purposes"]): QueryError {
  const wanted = purposes.map((purpose) => PURPOSES[purpose]).join(" and ");
  return { code: "invalid-input", message: `That is not what was written here: ${wanted}.`, details: { remedy: purposes.length > 1 ? "Choose both files." : "Choose that file alone." } };
}
