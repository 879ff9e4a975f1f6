import { useEffect } from "react";

/** Has what waits to be kept sent when the user turns away: to another field, another window, or for good. */
export function useFlushOnLeaving(flush: () => void): void {
  useEffect(() => {
    const onHidden = () => document.visibilityState === "hidden" && flush();
    window.addEventListener("pagehide", flush);
    window.addEventListener("blur", flush);
    document.addEventListener("visibilitychange", onHidden);
    document.addEventListener("focusout", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("blur", flush);
      document.removeEventListener("visibilitychange", onHidden);
      document.removeEventListener("focusout", flush);
      flush();
    };
  }, [flush]);
}
