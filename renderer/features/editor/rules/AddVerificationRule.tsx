import { Button } from "@patternfly/react-core";
import PlusIcon from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { SIGNATURE_RULE } from "../../../../shared/rules/signature.ts";
import { Editable } from "../Editable.tsx";
import { useEditor } from "../EditorContext.ts";
import { focusRow } from "../focus.ts";
import { addRule } from "../logic/edits.ts";
import { placePath } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import { newRule } from "../logic/rows.ts";

/** *Add new verification rule*: signature rules are independent of each other. */
export function AddVerificationRule({ place }: { place: Place }) {
  const { edit } = useEditor();
  const add = () => {
    edit(`${placePath(place)}.rules+`, addRule(place, newRule(SIGNATURE_RULE)));
    focusRow(SIGNATURE_RULE.type, "last", "select");
  };
  return <Editable><Button variant="link" size="sm" icon={<PlusIcon />} onClick={add}>Add new verification rule</Button></Editable>;
}
