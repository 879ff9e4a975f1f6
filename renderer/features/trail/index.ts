export { TrailPage } from "./TrailPage.tsx";
