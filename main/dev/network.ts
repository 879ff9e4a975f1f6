/** Whether an HTTP server answers at all within a short time. */
export async function answers(url: string, timeoutMs = 3000): Promise<boolean> {
  try {
    await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    return true;
  } catch {
    return false;
  }
}
