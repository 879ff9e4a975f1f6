export { SignedFilesPage } from "./SignedFilesPage.tsx";
