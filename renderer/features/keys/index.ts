export { KeysTrustPage } from "./KeysTrustPage.tsx";
export { KeyPage } from "./detail/KeyPage.tsx";
export { ProposePage } from "./propose/ProposePage.tsx";
