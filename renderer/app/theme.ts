import { api } from "../api/api.ts";
import type { AppStore } from "./store.ts";

const DARK = "pf-v6-theme-dark";
const HIGH_CONTRAST = "pf-v6-theme-high-contrast";

/** Keeps the document's theme classes in step with the setting and, for `system`, with the desktop's wishes. */
export function watchTheme(store: AppStore): void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const contrast = window.matchMedia("(prefers-contrast: more)");
  const select = api.endpoints.settings.select();
  const apply = () => {
    const theme = select(store.getState()).data?.theme ?? "system";
    const classes = document.documentElement.classList;
    classes.toggle(DARK, theme === "dark" || (theme === "system" && dark.matches));
    classes.toggle(HIGH_CONTRAST, contrast.matches);
  };
  dark.addEventListener("change", apply);
  contrast.addEventListener("change", apply);
  store.subscribe(apply);
  store.dispatch(api.endpoints.settings.initiate());
  apply();
}
