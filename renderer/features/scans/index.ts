export { ScansPage } from "./list/ScansPage.tsx";
export { ResultsPage } from "./results/ResultsPage.tsx";
export { StartScanDialog } from "./start/StartScanDialog.tsx";
export type { ScanTarget } from "./start/target.ts";
export { resultsPath } from "./results/viewState.ts";
export { CoverageDialog } from "./CoverageDialog.tsx";
export { gapCount } from "./coverageText.ts";
export { Running } from "./results/Running.tsx";
export { ExportMenu } from "./results/ExportMenu.tsx";
