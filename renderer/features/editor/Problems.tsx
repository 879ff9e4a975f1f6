import { HelperText, HelperTextItem } from "@patternfly/react-core";

/** What is wrong with a field, directly beside it. */
export function Problems({ id, messages }: { id?: string; messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <HelperText {...(id ? { id } : {})} className="ed-problems">
      {messages.map((message) => <HelperTextItem key={message} variant="error">{message}</HelperTextItem>)}
    </HelperText>
  );
}
