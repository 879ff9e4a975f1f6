export { ScansPage } from "./ScansPage.tsx";
export { ResultsPage } from "./ResultsPage.tsx";
