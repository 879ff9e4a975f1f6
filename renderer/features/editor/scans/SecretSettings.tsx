import { Checkbox, FormGroup } from "@patternfly/react-core";
import { ChipInput, splitLines } from "../ChipInput.tsx";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { Problems } from "../Problems.tsx";
import { messagesAt, messagesWithin } from "../logic/issues.ts";
import { patchSecretScan } from "../logic/scans.ts";

/** What a secret scan leaves out. */
export function SecretSettings() {
  const { edit } = useEditor();
  const { policy, issues } = usePolicyState();
  const { secretScan } = policy;
  if (!secretScan) return null;
  const { skipIfRuleNotChanged, excludedPaths } = secretScan;
  const path = "secretScan.excludedPaths";
  const problems = messagesWithin(issues, path);
  return (
    <>
      <Checkbox
        id="secret-scan-skip"
        label="Skip containers that the same rules have scanned before"
        isChecked={skipIfRuleNotChanged}
        onChange={(_, skip) => edit("secretScan.skipIfRuleNotChanged", patchSecretScan({ skipIfRuleNotChanged: skip }))}
      />
      <FormGroup label="Excluded paths" className="ed-scan__paths">
        <ChipInput
          label="Excluded paths: type a path and press Enter"
          values={excludedPaths}
          split={splitLines}
          onChange={(next) => edit(path, patchSecretScan({ excludedPaths: next }))}
          placeholder="/safe_folder/*"
          problems={excludedPaths.map((_, place) => messagesAt(issues, `${path}[${place}]`)[0])}
          invalid={problems.length > 0}
          describedBy="secret-scan-paths"
          path={path}
        />
        <p id="secret-scan-paths" className="ed-quiet ed-scan__hint">Wildcards: * and ? within one folder, ** for any folders: /folder/**/config.*</p>
        <Problems messages={problems} />
      </FormGroup>
    </>
  );
}
