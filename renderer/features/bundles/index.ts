export { BundlesPage } from "./BundlesPage.tsx";
export { BundlePage } from "./detail/BundlePage.tsx";
export { ExportPage } from "./export/ExportPage.tsx";
export { ImportPage } from "./import/ImportPage.tsx";
export { SignPage } from "./sign/SignPage.tsx";
export { Reissue } from "./detail/Reissue.tsx";
export { expiryOf, newestOfEach, progressText } from "./words.ts";
