/** A file's path with the separator its folder uses. */
export function joined(folder: string, name: string): string {
  const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** A path's folder and name. The folder of a file at the top is the top. */
export function split(path: string): { folder: string; name: string } {
  const end = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return { folder: path.slice(0, Math.max(end, 1)), name: path.slice(end + 1) };
}
