import { Bullseye, Spinner } from "@patternfly/react-core";

/** A spinner that says what is awaited. */
export function Waiting({ for: awaited }: { for: string }) {
  return (
    <Bullseye className="sp-waiting" role="status">
      <Spinner size="lg" aria-hidden />
      <span>Waiting for {awaited}…</span>
    </Bullseye>
  );
}
