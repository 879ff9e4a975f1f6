import { Alert, AlertActionCloseButton, AlertGroup } from "@patternfly/react-core";
import { Link } from "react-router";
import { ErrorDetailsView } from "../ui/ErrorNotice.tsx";
import { dismissed } from "./notices.ts";
import { useAppDispatch, useAppSelector } from "./store.ts";

/** How long a notice stays, in milliseconds: longer when there is something to do with it. */
const PLAIN_MS = 6_000;
const WITH_LINK_MS = 20_000;

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
            timeout={notice.variant === "danger" ? false : notice.link ? WITH_LINK_MS : PLAIN_MS}
            onTimeout={close}
            {...(notice.link ? { actionLinks: <Link to={notice.link.to} onClick={close}>{notice.link.text}</Link> } : {})}
            actionClose={<AlertActionCloseButton onClose={close} />}
          >
            {notice.error && <ErrorDetailsView error={notice.error} />}
          </Alert>
        );
      })}
    </AlertGroup>
  );
}
