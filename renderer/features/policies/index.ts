export { PoliciesPage } from "./PoliciesPage.tsx";
export { ExportMenu } from "./export/ExportMenu.tsx";
