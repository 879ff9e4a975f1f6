import { rootReducer } from "../../../app/store.ts";
import { editorSlice } from "./editorSlice.ts";

/** Adds the editor's slice to the window's state. Called once, when the editor is loaded. */
export function injectEditor(): void {
  rootReducer.inject(editorSlice);
}
