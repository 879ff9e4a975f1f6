export { PoliciesPage } from "./PoliciesPage.tsx";
export { ExportButton } from "./export/ExportButton.tsx";
export { AssignButton } from "./assign/AssignButton.tsx";
