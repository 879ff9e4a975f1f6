import { ActionGroup, Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { SIGN_FORM, SignForm } from "./SignForm.tsx";
import { useSigning } from "./useSigning.tsx";
import type { SigningInMaking } from "./useSigning.tsx";
import type { SignProps } from "./types.ts";

/** Signs on a page: choose a key, then its passphrase, or step by step where the key is. */
export function SignWith(props: SignProps) {
  const making = useSigning(props);
  return (
    <>
      <SignForm making={making}>{props.children}</SignForm>
      <ActionGroup><SignButtons making={making} {...props} /></ActionGroup>
      {making.fileDialog}
    </>
  );
}

/** The same in a dialog, which makes room for the choice of files. */
export function SignDialog({ title, ...props }: SignProps & { title: string }) {
  const making = useSigning(props);
  if (making.fileDialog) return making.fileDialog;
  return (
    <Modal isOpen variant="medium" onClose={props.onCancel} aria-labelledby="sign-title">
      <ModalHeader title={title} labelId="sign-title" />
      <ModalBody><SignForm making={making}>{props.children}</SignForm></ModalBody>
      <ModalFooter><SignButtons making={making} {...props} /></ModalFooter>
    </Modal>
  );
}

function SignButtons({ making: { isReady, isHere, busy }, confirm = "Sign", onCancel }: Pick<SignProps, "confirm" | "onCancel"> & { making: SigningInMaking }) {
  return (
    <>
      <Button type="submit" form={SIGN_FORM} isDisabled={!isReady || busy} isLoading={busy}>{busy && isHere ? "Unlocking the key…" : confirm}</Button>
      <Button variant="link" onClick={onCancel}>Cancel</Button>
    </>
  );
}
