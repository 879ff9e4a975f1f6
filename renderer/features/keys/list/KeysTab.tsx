import { useState } from "react";
import { Button } from "@patternfly/react-core";
import KeyIcon from "@patternfly/react-icons/dist/esm/icons/key-icon";
import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { useKeysQuery } from "../../../api/keysTrust.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { useLeadOn } from "../../../ui/useLeadOn.ts";
import { DocumentList } from "../../documents/index.ts";
import { KeyDialogs, type KeyDialog } from "../detail/KeyDialogs.tsx";
import { keyActions } from "../detail/keyActions.ts";
import { keyPath } from "../paths.ts";
import { GenerateDialog } from "./GenerateDialog.tsx";
import { ImportKeyDialog } from "./ImportKeyDialog.tsx";
import { KEY_COLUMNS } from "./columns.tsx";

export type Adding = "generate" | "import";

interface Props {
  /** The dialog that adds a key, when one is open. */
  adding: Adding | undefined;
  onAdd: (adding: Adding | undefined) => void;
}

/** All keys, and what can be done with each. */
export function KeysTab({ adding, onAdd }: Props) {
  const leadOn = useLeadOn();
  const { data: keys, error, refetch } = useKeysQuery();
  const [dialog, setDialog] = useState<KeyDialog>();
  const added = (key: SigningKeySummary) => void leadOn(keyPath(key));
  const close = () => onAdd(undefined);
  return (
    <div className="keys-tab">
      <ErrorNotice error={error} title="The keys could not be read" action={<Button variant="link" isInline onClick={() => void refetch()}>Try again</Button>} />
      {!keys && !error && <Waiting for="the keys" />}
      {keys && (
        <DocumentList
          title="Keys"
          nouns={["key", "keys"]}
          items={keys}
          columns={KEY_COLUMNS}
          pathOf={keyPath}
          actions={(key) => keyActions(key, setDialog)}
          empty={
            <EmptyNote title="No keys yet" icon={KeyIcon} action={<div className="keys-actions"><Button onClick={() => onAdd("generate")}>Generate key</Button><Button variant="secondary" onClick={() => onAdd("import")}>Import key</Button></div>}>
              A key signs what leaves this desk: policy bundles, reports, trust lists. Generate one here, locked with a passphrase, or import one: a cosign key, a PKCS#8 file, or the public half of a key on a token or in an HSM, which then signs elsewhere.
            </EmptyNote>
          }
        />
      )}
      {adding === "generate" && <GenerateDialog keys={keys ?? []} onAdded={added} onClose={close} />}
      {adding === "import" && <ImportKeyDialog keys={keys ?? []} onAdded={added} onClose={close} />}
      {dialog && <KeyDialogs open={dialog} onClose={() => setDialog(undefined)} />}
    </div>
  );
}
