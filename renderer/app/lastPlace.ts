const KEY = "sallyport.last-place";

/** The window's addresses, as the router has them. */
interface Places {
  state: { location: { pathname: string; search: string } };
  subscribe(listener: (state: Places["state"]) => void): () => void;
}

/** Goes to the place where the window was last, when it was opened without one. Call it before the router is made. */
export function openLastPlace(): void {
  const last = localStorage.getItem(KEY);
  if (!window.location.hash && last) window.history.replaceState(null, "", `#${last}`);
}

/** Remembers each place, so that the window comes back there, after a crash too. */
export function rememberPlace(router: Places): void {
  router.subscribe(({ location }) => localStorage.setItem(KEY, location.pathname + location.search));
}
