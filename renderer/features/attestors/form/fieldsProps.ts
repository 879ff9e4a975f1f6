import type { Attestor } from "../../../../shared/model/attestor.ts";
import type { AttestorCheck } from "./useAttestorCheck.ts";

export interface FieldsProps {
  attestor: Attestor;
  check: AttestorCheck;
  /** Whether empty fields are shown as wrong: once the user tried to save. */
  showAll: boolean;
  onChange: (edit: (before: Attestor) => Attestor) => void;
}
