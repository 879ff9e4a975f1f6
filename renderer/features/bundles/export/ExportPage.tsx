import { useEffect, useRef, useState } from "react";
import { PageSection, Wizard, WizardStep } from "@patternfly/react-core";
import { useNavigate, useSearchParams } from "react-router";
import { usePoliciesQuery, useScansQuery } from "../../../api/api.ts";
import { useBundlesQuery, useCreateBundleMutation } from "../../../api/bundles.ts";
import { signBundlePath } from "../../../app/paths.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { useLeadOn } from "../../../ui/useLeadOn.ts";
import { PoliciesStep } from "./PoliciesStep.tsx";
import { ScanStep } from "./ScanStep.tsx";
import { TermsStep } from "./TermsStep.tsx";
import { daysProblem, nameOf, nameProblem, requestOf, wantedFirst } from "./request.ts";
import type { Wanted } from "./request.ts";
import "../bundles.css";

/** What goes into a bundle, what it was designed against, for whom it is; then it is made, and signed on the next page. */
export function ExportPage() {
  const navigate = useNavigate();
  const leadOn = useLeadOn();
  const [params] = useSearchParams();
  const { data: policies, error } = usePoliciesQuery();
  const { data: scans = [] } = useScansQuery();
  const { data: bundles = [] } = useBundlesQuery();
  const [create, creating] = useCreateBundleMutation();
  const [asked, setWanted] = useState<Wanted>(() => wantedFirst(params.get("policy")));
  const saved = policies?.filter(({ version }) => version > 0) ?? [];
  // A policy that the address or an earlier look named may be gone.
  const wanted = { ...asked, policies: asked.policies.filter(({ name }) => saved.some((policy) => policy.name === name)) };
  const change = (part: Partial<Wanted>) => setWanted((before) => ({ ...before, ...part }));
  const make = async () => {
    const { data } = await create(requestOf(wanted, scans));
    if (data) await leadOn(signBundlePath(data.statementSha256));
  };
  const frame = useNamedToggle();
  const isComplete = wanted.policies.length > 0 && !nameProblem(nameOf(wanted)) && !daysProblem(wanted.days);
  return (
    <>
      <PageHeader title="Export a bundle" breadcrumb={[{ title: "Bundles", path: "/bundles" }]} />
      <PageSection hasBodyWrapper={false} isFilled>
        <ErrorNotice error={error} title="The policies could not be read" />
        {!policies && !error && <Waiting for="the policies" />}
        {policies && (
          <div ref={frame} className="bun-frame">
            <Wizard className="bun-wizard" navAriaLabel="Steps of the export" shouldFocusContent onSave={() => void make()} onClose={() => void navigate("/bundles")}>
              <WizardStep name="Policies" id="bundle-what" footer={{ isNextDisabled: wanted.policies.length === 0 }}>
                <PoliciesStep policies={saved} chosen={wanted.policies} onChange={(chosen) => change({ policies: chosen })} />
              </WizardStep>
              <WizardStep name="Scan" id="bundle-evidence" isDisabled={wanted.policies.length === 0}>
                <ScanStep wanted={wanted} scans={scans} onChange={change} />
              </WizardStep>
              <WizardStep name="Terms" id="bundle-terms" isDisabled={wanted.policies.length === 0} footer={{ nextButtonText: "Create and sign", isNextDisabled: !isComplete || creating.isLoading }}>
                <TermsStep wanted={wanted} bundles={bundles} onChange={change} />
                {creating.error && <div className="sp-gap"><ErrorNotice error={creating.error} title="The bundle was not made" /></div>}
              </WizardStep>
            </Wizard>
          </div>
        )}
      </PageSection>
    </>
  );
}

/** In a narrow window the wizard's steps fold into a button, which PatternFly names "Wizard toggle"; without that it is called what it shows: the step. */
function useNamedToggle() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.querySelector(".pf-v6-c-wizard__toggle")?.removeAttribute("aria-label"));
  return frame;
}
