const KEY = "sallyport.impact.data";

/** The cluster data that was chosen last, in this window or an earlier one. */
export function rememberedData(): string | undefined {
  return localStorage.getItem(KEY) ?? undefined;
}

export function rememberData(snapshotId: string): void {
  localStorage.setItem(KEY, snapshotId);
}
