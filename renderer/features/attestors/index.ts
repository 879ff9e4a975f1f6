export { AttestorPage } from "./AttestorPage.tsx";
export { AttestorsPage } from "./AttestorsPage.tsx";
export { AttestorMenu } from "./picker/AttestorMenu.tsx";
