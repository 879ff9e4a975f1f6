import { useState } from "react";
import { ActionGroup, Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Radio, TextArea, TextInput } from "@patternfly/react-core";
import type { Settings } from "../../../shared/ipc/types.ts";
import { useSetSettingsMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { digestProblem, digestsOf, linesOf, namespaceProblem, rateProblem } from "./lines.ts";

const THEMES: { value: Settings["theme"]; label: string }[] = [
  { value: "system", label: "As the desktop" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Characters, as the trusted side takes it. */
const LONGEST_PLACE = 128;

/** The theme applies at once; the rest is saved together. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const dispatch = useAppDispatch();
  const [save, { isLoading }] = useSetSettingsMutation();
  const [author, setAuthor] = useState(settings.author);
  const [place, setPlace] = useState(settings.place ?? "");
  const [namespaces, setNamespaces] = useState(settings.excludedNamespaces.join("\n"));
  const [digests, setDigests] = useState(settings.trustedDigests.join("\n"));
  const [rate, setRate] = useState(settings.requestsPerSecond === null ? "" : String(settings.requestsPerSecond));

  const excludedNamespaces = linesOf(namespaces);
  const trustedDigests = digestsOf(digests);
  const namespacesProblem = namespaceProblem(excludedNamespaces);
  const digestsProblem = digestProblem(trustedDigests);
  const requestsPerSecond = rate.trim() === "" ? null : Number(rate);
  const rateWrong = rateProblem(requestsPerSecond);
  const submit = async () => {
    const answer = await save({ author: author.trim(), place: place.trim(), excludedNamespaces, trustedDigests, requestsPerSecond });
    if (!answer.error) dispatch(noticed({ variant: "success", title: "Settings saved" }));
  };

  return (
    <Form isWidthLimited onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <FormGroup role="radiogroup" isInline label="Theme" fieldId="theme">
        {THEMES.map(({ value, label }) => (
          <Radio key={value} id={`theme-${value}`} name="theme" label={label} isChecked={settings.theme === value} onChange={() => void save({ theme: value })} />
        ))}
      </FormGroup>
      <FormGroup label="Author" fieldId="author">
        <TextInput id="author" value={author} onChange={(_, value) => setAuthor(value)} aria-describedby="author-help" />
        <Help id="author-help">The name written into the versions that you save.</Help>
      </FormGroup>
      <FormGroup label="Name of this place" fieldId="place">
        <TextInput id="place" value={place} maxLength={LONGEST_PLACE} onChange={(_, value) => setPlace(value)} aria-describedby="place-help" />
        <Help id="place-help">A bundle that is meant for other places is refused. Empty: whom a bundle is meant for is told, not checked.</Help>
      </FormGroup>
      <FormGroup label="Excluded namespaces" fieldId="namespaces">
        <TextArea id="namespaces" rows={3} resizeOrientation="vertical" value={namespaces} validated={namespacesProblem ? "error" : "default"} onChange={(_, value) => setNamespaces(value)} aria-describedby="namespaces-help" />
        <Help id="namespaces-help" problem={namespacesProblem}>One a line. Nothing is enforced there; workloads are judged and shown as excluded.</Help>
      </FormGroup>
      <FormGroup label="Trusted images" fieldId="digests">
        <TextArea id="digests" rows={6} resizeOrientation="vertical" className="sp-mono" value={digests} validated={digestsProblem ? "error" : "default"} onChange={(_, value) => setDigests(value)} aria-describedby="digests-help" />
        <Help id="digests-help" problem={digestsProblem}>Digests (sha256:…) that the automatic exception excuses in policies that have it switched on: one a line or separated by commas; image references with a digest can be pasted.</Help>
      </FormGroup>
      <FormGroup label="Requests a second to a cluster" fieldId="rate">
        <TextInput id="rate" inputMode="decimal" value={rate} validated={rateWrong ? "error" : "default"} onChange={(_, value) => setRate(value)} aria-describedby="rate-help" />
        <Help id="rate-help" problem={rateWrong}>The most that reading a live cluster asks for. Empty: as fast as its API server answers.</Help>
      </FormGroup>
      <ActionGroup>
        <Button type="submit" isDisabled={isLoading || Boolean(namespacesProblem ?? digestsProblem ?? rateWrong)} isLoading={isLoading}>Save settings</Button>
      </ActionGroup>
    </Form>
  );
}

function Help({ id, problem, children }: { id: string; problem?: string | undefined; children: string }) {
  return (
    <FormHelperText>
      <HelperText id={id} isLiveRegion>
        <HelperTextItem variant={problem ? "error" : "default"}>{problem ?? children}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
