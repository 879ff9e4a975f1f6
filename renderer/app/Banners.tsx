import { Banner, Flex, FlexItem } from "@patternfly/react-core";
import ExclamationCircleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon";
import ExclamationTriangleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon";
import { Link } from "react-router";
import { useDiagnosticsQuery } from "../api/trail.ts";

/** What everyone must know at every place: that signatures mean nothing here, or that the store forgot something. */
export function Banners() {
  const { data } = useDiagnosticsQuery();
  return (
    <>
      {data?.selfTest.problem && (
        <Banner className="sp-banner" status="danger" screenReaderText="Danger" role="alert">
          <Flex spaceItems={{ default: "spaceItemsSm" }} flexWrap={{ default: "nowrap" }}>
            <FlexItem><ExclamationCircleIcon /></FlexItem>
            <FlexItem>{data.selfTest.problem.message} {data.selfTest.problem.details?.remedy} <Link to="/settings/diagnostics">Diagnostics</Link></FlexItem>
          </Flex>
        </Banner>
      )}
      {data?.restored && (
        <Banner className="sp-banner" status="warning" screenReaderText="Warning" role="status">
          <Flex spaceItems={{ default: "spaceItemsSm" }} flexWrap={{ default: "nowrap" }}>
            <FlexItem><ExclamationTriangleIcon /></FlexItem>
            <FlexItem>The store was put back to an earlier state: what it remembered of versions may be missing. <Link to="/settings/diagnostics">What this means, and Acknowledge</Link></FlexItem>
          </Flex>
        </Banner>
      )}
    </>
  );
}
