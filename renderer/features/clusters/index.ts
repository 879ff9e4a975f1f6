export { ClustersPage } from "./ClustersPage.tsx";
export { AddKubeconfig } from "./AddKubeconfig.tsx";
export { ImportDialog } from "./ImportDialog.tsx";
export { OpenFiles } from "./OpenFiles.tsx";
