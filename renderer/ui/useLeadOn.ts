import { useEffect, useRef } from "react";
import { useNavigate, useNavigation } from "react-router";

/**
 * Leads on to where a command goes once it is done, unless the user has turned elsewhere meanwhile: what began it is gone
 * from the window, or the way to another place is being made.
 */
export function useLeadOn(): (path: string) => Promise<void> {
  const navigate = useNavigate();
  const { state } = useNavigation();
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = state === "idle";
    return () => {
      isHere.current = false;
    };
  }, [state]);
  return async (path) => {
    if (isHere.current) await navigate(path);
  };
}
