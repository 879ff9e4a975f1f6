export { RolloutPage } from "./RolloutPage.tsx";
