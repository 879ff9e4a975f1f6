import { FormGroup, TextInput } from "@patternfly/react-core";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { PolicyException } from "../../../../shared/model/policy.ts";
import { ChipInput } from "../ChipInput.tsx";
import { useImpactNow } from "../EditorContext.ts";
import { expiryDate, expiryOf } from "../logic/exceptions.ts";
import { splitWords } from "../logic/namespaces.ts";

interface Props {
  path: string;
  exception: PolicyException;
  issues: FieldIssue[];
  onChange: (field: string, patch: Partial<PolicyException>) => void;
}

const TEXTS = [
  { field: "owner", label: "Owner" },
  { field: "reason", label: "Reason" },
  { field: "ticket", label: "Ticket" },
] as const;

/** Who answers for an exception, why, where it was agreed, until when and where it holds. All of it may be left out. */
export function ExceptionFacts({ path, exception, issues, onChange }: Props) {
  const { namespaces } = useImpactNow();
  const isWrong = (field: string) => issues.some((issue) => issue.path === `${path}.${field}`);
  return (
    <div className="ed-facts">
      {TEXTS.map(({ field, label }) => (
        <FormGroup key={field} label={label} fieldId={`${path}.${field}`} className={`ed-facts__${field}`}>
          <TextInput
            id={`${path}.${field}`}
            data-path={`${path}.${field}`}
            value={exception[field] ?? ""}
            validated={isWrong(field) ? "error" : "default"}
            onChange={(_, text) => onChange(field, { [field]: text || undefined })}
          />
        </FormGroup>
      ))}
      <FormGroup label="Expires at the end of (UTC)" fieldId={`${path}.expires`}>
        <TextInput
          id={`${path}.expires`}
          data-path={`${path}.expires`}
          type="date"
          value={expiryDate(exception.expires)}
          validated={isWrong("expires") ? "error" : "default"}
          onChange={(_, date) => onChange("expires", { expires: expiryOf(date) })}
        />
      </FormGroup>
      <FormGroup label="Only in namespaces" className="ed-facts__namespaces">
        <ChipInput
          label="Only in these namespaces: type a name and press Enter"
          values={exception.namespaces ?? []}
          split={splitWords}
          suggestions={namespaces}
          placeholder="all"
          path={`${path}.namespaces`}
          onChange={(next) => onChange("namespaces", { namespaces: next.length > 0 ? next : undefined })}
        />
      </FormGroup>
      <p className="ed-quiet ed-facts__note">
        Only Sallyport keeps owner, reason, ticket and expiry: the product has no such fields, and without its expiry an exception holds there for ever. An export says so.
      </p>
    </div>
  );
}
