import type { ComponentType } from "react";
import CertificateIcon from "@patternfly/react-icons/dist/esm/icons/certificate-icon";
import ClusterIcon from "@patternfly/react-icons/dist/esm/icons/cluster-icon";
import CogIcon from "@patternfly/react-icons/dist/esm/icons/cog-icon";
import HomeIcon from "@patternfly/react-icons/dist/esm/icons/home-icon";
import FileSignatureIcon from "@patternfly/react-icons/dist/esm/icons/file-signature-icon";
import HistoryIcon from "@patternfly/react-icons/dist/esm/icons/history-icon";
import KeyIcon from "@patternfly/react-icons/dist/esm/icons/key-icon";
import NetworkIcon from "@patternfly/react-icons/dist/esm/icons/network-icon";
import PackageIcon from "@patternfly/react-icons/dist/esm/icons/package-icon";
import RunningIcon from "@patternfly/react-icons/dist/esm/icons/running-icon";
import SearchIcon from "@patternfly/react-icons/dist/esm/icons/search-icon";
import SecurityIcon from "@patternfly/react-icons/dist/esm/icons/security-icon";

export interface Place {
  path: string;
  title: string;
  icon: ComponentType;
}

/** The entries of the navigation, in order. */
export const PLACES: Place[] = [
  { path: "/", title: "Overview", icon: HomeIcon },
  { path: "/policies", title: "Policies", icon: SecurityIcon },
  { path: "/rulesets", title: "Rulesets", icon: RunningIcon },
  { path: "/attestors", title: "Attestors", icon: CertificateIcon },
  { path: "/clusters", title: "Clusters", icon: ClusterIcon },
  { path: "/scans", title: "Scans", icon: SearchIcon },
  { path: "/bundles", title: "Bundles", icon: PackageIcon },
  { path: "/trust", title: "Keys and trust", icon: KeyIcon },
  { path: "/signed-files", title: "Signed files", icon: FileSignatureIcon },
  { path: "/trail", title: "Audit trail", icon: HistoryIcon },
  { path: "/connections", title: "Connections", icon: NetworkIcon },
  { path: "/settings", title: "Settings", icon: CogIcon },
];
