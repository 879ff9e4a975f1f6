import type { ComponentProps } from "react";
import { Form } from "@patternfly/react-core";

interface Props extends Omit<ComponentProps<typeof Form>, "onSubmit" | "ref"> {
  /** False: Enter does nothing, as the button does nothing. */
  isReady: boolean;
  onSubmit: () => Promise<void>;
}

/** A form that is sent by its button and by Enter, without leaving the page. */
export function SubmitForm({ isReady, onSubmit, ...props }: Props) {
  return (
    <Form
      {...props}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void onSubmit();
      }}
    />
  );
}
