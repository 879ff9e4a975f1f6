export { RulesetPage } from "./RulesetPage.tsx";
export { RulesetsPage } from "./RulesetsPage.tsx";
export { labelsInWords } from "./labels.ts";
