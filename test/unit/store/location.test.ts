import { expect, it } from "vitest";
import { defaultDataDirectory } from "../../../main/store/location.ts";

it.each([
  ["linux", {}, "/home/ada/.local/share/sallyport"],
  ["linux", { XDG_DATA_HOME: "/data" }, "/data/sallyport"],
  ["linux", { XDG_DATA_HOME: "relative" }, "/home/ada/.local/share/sallyport"],
  ["linux", { XDG_DATA_HOME: "" }, "/home/ada/.local/share/sallyport"],
  ["darwin", {}, "/home/ada/Library/Application Support/Sallyport"],
  ["win32", { APPDATA: "C:\\Roaming" }, "C:\\Roaming\\Sallyport"],
] as const)("keeps the store on %s with %j in %s", (platform, env, expected) => {
  expect(defaultDataDirectory(platform, env, "/home/ada")).toBe(expected);
});
