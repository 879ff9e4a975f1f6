import { useState } from "react";
import { Form, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput, Title } from "@patternfly/react-core";
import type { BundleSummary } from "../../../../shared/ipc/signing.ts";
import { day } from "../../../ui/format.ts";
import { Days } from "./Days.tsx";
import { daysProblem, nameOf, nameProblem, nextVersion } from "./request.ts";
import type { Wanted } from "./request.ts";

interface Props {
  wanted: Wanted;
  bundles: readonly BundleSummary[];
  onChange: (change: Partial<Wanted>) => void;
}

const DAY = 86_400_000;

/** The bundle's name and number, for whom it is, and how long it is good. */
export function TermsStep({ wanted, bundles, onChange }: Props) {
  const [now] = useState(Date.now);
  const name = nameOf(wanted);
  const problem = nameProblem(name);
  const version = nextVersion(name, bundles);
  return (
    <>
      <Title headingLevel="h2" size="lg">For whom, and until when?</Title>
      <Form isWidthLimited className="sp-gap" onSubmit={(event) => event.preventDefault()}>
        <FormGroup label="Name of the bundle" fieldId="bundle-name" isRequired>
          <TextInput id="bundle-name" isRequired value={wanted.name ?? name} validated={problem ? "error" : "default"} aria-describedby="bundle-name-help" onChange={(_, text) => onChange({ name: text })} />
          <FormHelperText>
            <HelperText id="bundle-name-help">
              {problem ? <HelperTextItem variant="error">{problem}</HelperTextItem> : <HelperTextItem>{version === 1 ? `${name} v1 will be the first of that name.` : `There is a v${version - 1} of ${name}: this will be v${version}.`}</HelperTextItem>}
            </HelperText>
          </FormHelperText>
        </FormGroup>
        <FormGroup label="Meant for" fieldId="bundle-audience">
          <TextInput id="bundle-audience" value={wanted.audience} placeholder="any place" aria-describedby="bundle-audience-help" onChange={(_, audience) => onChange({ audience })} />
          <FormHelperText><HelperText id="bundle-audience-help"><HelperTextItem>Names of the places it is for, with commas between them. A place of another name refuses it.</HelperTextItem></HelperText></FormHelperText>
        </FormGroup>
        <FormGroup label="Good for" fieldId="bundle-days">
          <Days id="bundle-days" days={wanted.days} onChange={(days) => onChange({ days })} />
          {!daysProblem(wanted.days) && <FormHelperText><HelperText><HelperTextItem>Until {day(new Date(now + wanted.days * DAY).toISOString())}. After that it is refused, and must be issued again.</HelperTextItem></HelperText></FormHelperText>}
        </FormGroup>
      </Form>
    </>
  );
}
