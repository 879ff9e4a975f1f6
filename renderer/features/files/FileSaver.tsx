import type { ReactNode } from "react";
import { useSaveFileMutation } from "../../api/api.ts";
import { SaveDialog } from "./SaveDialog.tsx";

interface Props {
  title: string;
  description?: ReactNode;
  fileName: string;
  text: string;
  onSaved: (path: string) => void;
  onClose: () => void;
}

/** Writes text to a file in a folder the user chooses. */
export function FileSaver({ title, description, fileName, text, onSaved, onClose }: Props) {
  const [save] = useSaveFileMutation();
  const write = async (path: string, overwrite: boolean) => {
    const answer = await save({ path, text, overwrite });
    if (answer.data) onSaved(answer.data.path);
    return answer.error;
  };
  return <SaveDialog title={title} {...(description === undefined ? {} : { description })} fileName={fileName} onWrite={write} onClose={onClose} />;
}
