export { EditorPage } from "./EditorPage.tsx";
export type { WithEditor } from "./state/editorSlice.ts";
