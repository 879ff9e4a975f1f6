const KEY = "sallyport.window";

/**
 * What tells this window from others that show the same store. It survives a reload: while the window lives it is in
 * memory only, so that a duplicated tab, which takes over the session's storage, does not get the same one.
 */
const id = sessionStorage.getItem(KEY) ?? newId();
sessionStorage.removeItem(KEY);
window.addEventListener("pagehide", () => sessionStorage.setItem(KEY, id));
// A page may come back from the browser's cache as it was.
window.addEventListener("pageshow", () => sessionStorage.removeItem(KEY));

export function windowId(): string {
  return id;
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
