export { FileChooser } from "./FileChooser.tsx";
export { FileSaver } from "./FileSaver.tsx";
export { SaveDialog } from "./SaveDialog.tsx";
export { FolderBrowser } from "./FolderBrowser.tsx";
export type { Browsing } from "./FolderBrowser.tsx";
export { joined, split } from "./joined.ts";
