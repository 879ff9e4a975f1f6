import { FileChooser } from "../../files/index.ts";

/** Chooses the file of a bundle. */
export function ChooseBundle({ onChoose, onClose }: { onChoose: (file: string) => void; onClose: () => void }) {
  return (
    <FileChooser
      title="Import a bundle"
      description="A file that ends in .polbundle: one that is complete, or one that came to be signed. It is checked first, and nothing is changed before you have seen what was found."
      confirm="Check"
      onChoose={([file]) => file !== undefined && onChoose(file)}
      onClose={onClose}
    />
  );
}
