import { HelperText, HelperTextItem } from "@patternfly/react-core";

interface Props {
  status: "warning" | "danger";
  children: string;
}

/** What there is to know of an entry, in whole sentences that wrap. */
export function Remark({ status, children }: Props) {
  return (
    <HelperText className="sp-wrap">
      <HelperTextItem variant={status === "danger" ? "error" : "warning"}>{children}</HelperTextItem>
    </HelperText>
  );
}
