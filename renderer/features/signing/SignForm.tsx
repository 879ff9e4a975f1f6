import type { ReactNode } from "react";
import { Alert, Form } from "@patternfly/react-core";
import { Link } from "react-router";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { ElsewhereSteps } from "./ElsewhereSteps.tsx";
import { KeySelect } from "./KeySelect.tsx";
import { PassphraseField } from "./PassphraseField.tsx";
import type { SigningInMaking } from "./useSigning.tsx";
import "./signing.css";

export const SIGN_FORM = "sign-form";

/** A key, and its passphrase or the steps elsewhere. Submitting it signs. */
export function SignForm({ making, children }: { making: SigningInMaking; children?: ReactNode }) {
  const { keys, listError, chosen, isHere, error, isReady, busy } = making;
  return (
    <Form id={SIGN_FORM} onSubmit={(event) => {
      event.preventDefault();
      if (isReady && !busy) making.sign();
    }}>
      {children}
      <ErrorNotice error={listError} title="The keys could not be read" />
      {!keys && !listError && <Waiting for="the keys" />}
      {keys && !chosen && (
        <Alert component="p" variant="info" isInline title="There is no key here that can sign">
          <p><Link to="/trust">Generate or import one</Link> under Keys and trust. A key on a token or in an HSM is imported by its public half.</p>
        </Alert>
      )}
      {keys && chosen && (
        <>
          <KeySelect keys={keys} chosen={chosen} personOf={making.personOf} signed={making.signed} onChoose={making.choose} />
          {isHere ? (
            <PassphraseField id="sign-passphrase" label="Passphrase" value={making.passphrase} onChange={making.setPassphrase} inputRef={making.passphraseInput} help="Opens the key for this one signature." />
          ) : (
            <ElsewhereSteps purposes={making.purposes} written={making.elsewhere.written} signed={making.elsewhere.signed} onOpen={making.openDialog} />
          )}
        </>
      )}
      <ErrorNotice error={error} title="Not signed" />
    </Form>
  );
}
