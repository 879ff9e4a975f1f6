import { posix, win32 } from "node:path";

/**
 * The folder in which Sallyport keeps its store when the user names none: `%APPDATA%\Sallyport` on Windows,
 * `~/Library/Application Support/Sallyport` on macOS, else `$XDG_DATA_HOME/sallyport` or `~/.local/share/sallyport`.
 */
export function defaultDataDirectory(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  if (platform === "win32") return win32.join(env["APPDATA"] || win32.join(home, "AppData", "Roaming"), "Sallyport");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Sallyport");
  // The XDG specification says that a relative path there is to be ignored.
  const xdg = env["XDG_DATA_HOME"];
  return posix.join(xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, ".local", "share"), "sallyport");
}
