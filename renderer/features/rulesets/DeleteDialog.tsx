import { useDeleteObjectDraftMutation, useDeleteRulesetMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { InBundles } from "../documents/index.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { count } from "../../ui/format.ts";
import type { RulesetItem } from "./list/items.ts";

/** Deletes a ruleset, unless policies still use it; of one that was never saved, the draft. */
export function DeleteDialog({ ruleset, onClose }: { ruleset: RulesetItem; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [deleteRuleset, { error, isLoading }] = useDeleteRulesetMutation();
  const [deleteDraft, discarding] = useDeleteObjectDraftMutation();
  const { name, revision, ruleCount, customFileCount, usedBy } = ruleset;
  const isSaved = revision > 0;
  const confirm = async () => {
    if (isSaved && (await deleteRuleset({ name })).error) return;
    if (ruleset.hasDraft && (await deleteDraft({ kind: "ruleset", name })).error) return;
    dispatch(noticed({ variant: "success", title: `${name} deleted` }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Delete the ruleset ${name}?`}
      confirm={isSaved ? "Delete ruleset" : "Discard draft"}
      usedBy={usedBy.map((policy) => ({ label: `Policy ${policy}`, to: `/policies/${encodeURIComponent(policy)}?tab=runtime` }))}
      error={error ?? discarding.error}
      busy={isLoading || discarding.isLoading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {isSaved ? "" : "It was never saved. "}
      Its {count(ruleCount, "rule")} and {count(customFileCount, "file")} of custom rules are lost{ruleset.hasDraft && isSaved ? ", and its unsaved changes" : ""}.
      <InBundles kind="ruleset" name={name} />
    </ConfirmDialog>
  );
}
