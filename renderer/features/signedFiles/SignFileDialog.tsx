import { useState } from "react";
import { FormGroup, Radio } from "@patternfly/react-core";
import type { Signing } from "../../../shared/ipc/signing.ts";
import { useSecretCall } from "../../api/secretCall.ts";
import { useFileToSignMutation } from "../../api/trail.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { split } from "../files/index.ts";
import { SignDialog } from "../signing/index.ts";
import type { SignedElsewhere } from "../signing/index.ts";
import { firstSignature, furtherSignature, useSignaturesBeside } from "./signatures.ts";

interface Props {
  path: string;
  onClose: () => void;
}

/** Signs a file of any kind; the signature is a file beside it. */
export function SignFileDialog({ path, onClose }: Props) {
  const dispatch = useAppDispatch();
  const beside = useSignaturesBeside(path);
  const [isReplacing, setReplacing] = useState(false);
  const [write] = useFileToSignMutation();
  const sign = useSecretCall("reports.sign", ["trail"]);
  const { name } = split(path);
  const isSigned = beside?.includes(firstSignature(path)) ?? false;

  const onSign = async (signing: Signing, elsewhere?: readonly SignedElsewhere[]) => {
    const isFurther = isSigned && !isReplacing;
    const answer = await sign({
      path,
      signing,
      // A signature of the same key over the file as it was before is no loss.
      output: isFurther ? furtherSignature(path, signing.keyId) : firstSignature(path),
      overwrite: isSigned,
      ...(elsewhere?.[0] ? { toSign: elsewhere[0].toSign } : {}),
    });
    if (answer.data) {
      dispatch(noticed({ variant: "success", title: `${name} is signed; the signature is ${answer.data.signatureFile}` }));
      onClose();
    }
    return answer.error;
  };
  return (
    <SignDialog title={`Sign ${name}`} countsAs="report" toSignName={`${name}.tosign`} purposes={["report"]} onWrite={({ keyId, path: output, overwrite }) => write({ path, keyId, output, overwrite })} onSign={onSign} onCancel={onClose}>
      <p>You vouch for <span className="sp-mono">{path}</span> as it is now, byte for byte. Carry the signature along with it: Sallyport, cosign and openssl verify the two without a network.</p>
      {isSigned && (
        <FormGroup role="radiogroup" label="There is a signature beside it already" fieldId="sign-beside">
          <Radio id="sign-further" name="sign-beside" label="Put mine beside it" isChecked={!isReplacing} onChange={() => setReplacing(false)} />
          <Radio id="sign-replace" name="sign-beside" label="Replace it: it was made over an earlier state of the file" isChecked={isReplacing} onChange={() => setReplacing(true)} />
        </FormGroup>
      )}
    </SignDialog>
  );
}
