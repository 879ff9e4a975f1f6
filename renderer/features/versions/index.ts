export { VersionsPage } from "./VersionsPage.tsx";
export { versionsPath } from "./view.ts";
