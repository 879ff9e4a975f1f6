import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { useNavigate, useSearchParams } from "react-router";
import type { AttestorFormat, AttestorSummary } from "../../../shared/ipc/types.ts";
import { useAttestorsQuery, useDuplicateAttestorMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { DocumentList, FORMAT_TITLES, ImportDialog } from "../documents/index.ts";
import { AttestorDialog } from "./AttestorDialog.tsx";
import { ATTESTOR_FORMATS, AttestorExport } from "./AttestorExport.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { ATTESTOR_COLUMNS, attestorPath } from "./list/columns.tsx";

type Open = { dialog: "import" } | { dialog: "delete"; attestor: AttestorSummary } | { dialog: "export"; name: string; format: AttestorFormat };

/** All attestors: add, modify, delete, import and export. */
export function AttestorsPage() {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [params, setParams] = useSearchParams();
  const { data: attestors, error, refetch } = useAttestorsQuery();
  const [duplicate] = useDuplicateAttestorMutation();
  const [open, setOpen] = useState<Open>();

  const setCreating = (creating: boolean) => {
    const next = new URLSearchParams(params);
    if (creating) next.set("create", "");
    else next.delete("create");
    setParams(next);
  };
  const created = (name: string) => {
    setCreating(false);
    dispatch(noticed({ variant: "success", title: `${name} added` }));
  };
  const onDuplicate = async (name: string) => {
    const { data: copy } = await duplicate({ name });
    if (!copy) return;
    dispatch(noticed({ variant: "success", title: `${copy.attestor.name} is a copy of ${name}` }));
    await navigate(attestorPath(copy.attestor));
  };
  const actions = (item: AttestorSummary) => [
    { title: "Modify", onClick: () => void navigate(attestorPath(item)) },
    { title: "Duplicate", onClick: () => void onDuplicate(item.name) },
    ...ATTESTOR_FORMATS.map((format) => ({ title: `Export: ${FORMAT_TITLES[format]}`, onClick: () => setOpen({ dialog: "export", name: item.name, format }) })),
    { isSeparator: true },
    { title: "Delete", isDanger: true, onClick: () => setOpen({ dialog: "delete", attestor: item }) },
  ];
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeader
        title="Attestors"
        actions={
          <>
            <Button variant="secondary" onClick={() => setOpen({ dialog: "import" })}>Import</Button>
            <Button onClick={() => setCreating(true)}>Add attestor</Button>
          </>
        }
      />
      <PageSection hasBodyWrapper={false} isFilled>
        <ErrorNotice error={error} title="The attestors could not be read" action={<Button variant="link" isInline onClick={() => void refetch()}>Try again</Button>} />
        {!attestors && !error && <Waiting for="the attestors" />}
        {attestors && (
          <DocumentList
            title="Attestors"
            nouns={["attestor", "attestors"]}
            items={attestors}
            columns={ATTESTOR_COLUMNS}
            pathOf={attestorPath}
            actions={actions}
            empty={
              <EmptyNote title="No attestors yet" action={<Button onClick={() => setCreating(true)}>Add attestor</Button>}>
                An attestor says whom an image’s signature must come from: usually the public half of a cosign key pair. Signature rules of policies name attestors.
              </EmptyNote>
            }
          />
        )}
      </PageSection>
      {params.has("create") && <AttestorDialog onCreated={created} onClose={() => setCreating(false)} />}
      {open?.dialog === "import" && <ImportDialog what="attestors" onClose={close} />}
      {open?.dialog === "delete" && <DeleteDialog attestor={open.attestor} onClose={close} />}
      {open?.dialog === "export" && <AttestorExport name={open.name} format={open.format} onClose={close} />}
    </>
  );
}
