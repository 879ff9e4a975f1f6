import { useState } from "react";
import { Alert, FormGroup, FormSelect, FormSelectOption, Switch, TextInput } from "@patternfly/react-core";
import { ATTESTOR_TYPES } from "../../../../shared/model/attestor.ts";
import type { AttestorMaterial, AttestorType } from "../../../../shared/model/attestor.ts";
import { FieldHelp } from "../../documents/index.ts";
import { TYPE_TITLES, isCarriedEverywhere } from "../types.ts";
import { LogFields } from "./LogFields.tsx";
import { PemField } from "./PemField.tsx";
import type { FieldsProps } from "./fieldsProps.ts";
import "../attestors.css";

const EMPTY: Record<AttestorType, AttestorMaterial> = {
  cosignPublicKey: { type: "cosignPublicKey", publicKey: "" },
  certificate: { type: "certificate", certificate: "" },
  keyless: { type: "keyless", issuer: "", subject: "" },
};

/** Everything of an attestor but its name. */
export function AttestorFields(props: FieldsProps) {
  const { attestor, check, onChange } = props;
  const problem = check.issues.find(({ path }) => path === "description")?.message;
  return (
    <>
      <FormGroup label="Description" fieldId="attestor-description">
        <TextInput
          id="attestor-description"
          value={attestor.description}
          validated={problem ? "error" : "default"}
          aria-describedby="attestor-description-help"
          data-path="description"
          onChange={(_, description) => onChange((before) => ({ ...before, description }))}
        />
        <FieldHelp id="attestor-description-help" problem={problem} text="Appears under the name in the list. At most 128 characters." />
      </FormGroup>
      <MaterialFields {...props} />
      <FormGroup>
        <Switch
          id="attestor-log"
          label="Signatures must be in a transparency log"
          isChecked={attestor.transparencyLog.enabled}
          onChange={(_, enabled) => onChange((before) => ({ ...before, transparencyLog: { ...before.transparencyLog, enabled } }))}
        />
      </FormGroup>
      <LogFields {...props} />
    </>
  );
}

function MaterialFields({ attestor, check, showAll, onChange }: FieldsProps) {
  const { material } = attestor;
  // What was typed for one type comes back when the user returns to it.
  const [left, setLeft] = useState(EMPTY);
  const setMaterial = (next: AttestorMaterial) => onChange((before) => ({ ...before, material: next }));
  const choose = (type: AttestorType) => {
    setLeft({ ...left, [material.type]: material });
    setMaterial(left[type]);
  };
  const problemAt = (path: string, text: string) => (text !== "" || showAll ? check.issues.find((issue) => issue.path === path)?.message : undefined);
  return (
    <>
      <FormGroup label="Type" fieldId="attestor-type" isRequired>
        <FormSelect id="attestor-type" value={material.type} data-path="material" onChange={(_, type) => choose(type as AttestorType)}>
          {ATTESTOR_TYPES.map((type) => <FormSelectOption key={type} value={type} label={TYPE_TITLES[type]} />)}
        </FormSelect>
        {!isCarriedEverywhere(material.type) && (
          <Alert component="p" variant="warning" isInline isPlain title="Only Sallyport documents carry this type: the product’s custom resources and API know key pairs only, and an export says so." />
        )}
      </FormGroup>
      {material.type === "cosignPublicKey" && (
        <PemField
          id="attestor-key"
          label="Public key"
          help="The public half of the key pair, in PEM form."
          placeholder={"-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----"}
          value={material.publicKey}
          path="material.publicKey"
          isRequired
          problem={problemAt("material.publicKey", material.publicKey)}
          facts={check.key}
          onChange={(publicKey) => setMaterial({ type: "cosignPublicKey", publicKey })}
        />
      )}
      {material.type === "certificate" && (
        <PemField
          id="attestor-certificate"
          label="Certificate"
          help="In PEM form; a chain has the signer’s certificate first."
          placeholder={"-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"}
          value={material.certificate}
          path="material.certificate"
          isRequired
          problem={problemAt("material.certificate", material.certificate)}
          facts={check.key}
          onChange={(certificate) => setMaterial({ type: "certificate", certificate })}
        />
      )}
      {material.type === "keyless" &&
        (["issuer", "subject"] as const).map((part) => {
          const problem = problemAt(`material.${part}`, material[part]);
          return (
            <FormGroup key={part} label={part === "issuer" ? "Issuer" : "Subject"} fieldId={`attestor-${part}`} isRequired>
              <TextInput
                id={`attestor-${part}`}
                value={material[part]}
                validated={problem ? "error" : "default"}
                aria-describedby={`attestor-${part}-help`}
                data-path={`material.${part}`}
                spellCheck={false}
                onChange={(_, text) => setMaterial({ ...material, [part]: text })}
              />
              <FieldHelp
                id={`attestor-${part}-help`}
                problem={problem}
                text={part === "issuer" ? "The address of the identity provider, like https://accounts.example.com; compared exactly." : "An e-mail address or a workflow’s address; compared exactly."}
              />
            </FormGroup>
          );
        })}
    </>
  );
}
