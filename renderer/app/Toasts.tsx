import { Alert, AlertActionCloseButton, AlertGroup } from "@patternfly/react-core";
import { ErrorDetailsView } from "../ui/ErrorNotice.tsx";
import { dismissed } from "./notices.ts";
import { useAppDispatch, useAppSelector } from "./store.ts";

/** Notices in the corner. Errors stay until dismissed; the rest leave by themselves. */
export function Toasts() {
  const notices = useAppSelector((state) => state.notices.list);
  const dispatch = useAppDispatch();
  return (
    <AlertGroup isToast isLiveRegion>
      {notices.map((notice) => {
        const close = () => dispatch(dismissed(notice.id));
        return (
          <Alert
            key={notice.id}
            component="p"
            variant={notice.variant}
            title={notice.title}
            timeout={notice.variant === "danger" ? false : 6000}
            onTimeout={close}
            actionClose={<AlertActionCloseButton onClose={close} />}
          >
            {notice.error && <ErrorDetailsView error={notice.error} />}
          </Alert>
        );
      })}
    </AlertGroup>
  );
}
