import type { Change } from "../../../shared/audit/results.ts";

interface ChangeLook {
  /** The word that always goes with the colour. */
  word: string;
  meaning: string;
  color: "red" | "orange" | "green" | "grey" | "blue";
}

/** How each change looks and reads. */
export const CHANGE_LOOKS: Record<Change, ChangeLook> = {
  newlyBlocked: { word: "newly blocked", meaning: "blocked by the second, not by the first", color: "red" },
  newlyLogged: { word: "newly logged", meaning: "logged by the second; something else by the first", color: "orange" },
  newlyUndecidable: { word: "newly undecidable", meaning: "cannot be decided by the second", color: "grey" },
  newlyAllowed: { word: "newly allowed", meaning: "allowed by the second, not by the first", color: "green" },
  newlyExcluded: { word: "newly excluded", meaning: "nothing is enforced there by the second", color: "grey" },
  worse: { word: "worse", meaning: "its verdict is stricter than before", color: "red" },
  appeared: { word: "appeared", meaning: "was not there before", color: "blue" },
  better: { word: "better", meaning: "its verdict is milder than before", color: "green" },
  disappeared: { word: "disappeared", meaning: "is no longer there", color: "grey" },
  unchanged: { word: "unchanged", meaning: "the same verdict on both sides", color: "grey" },
};

/** The changes that each kind of comparison can find, the worst first. */
export const CHANGES_OF: Record<"policies" | "scans", Change[]> = {
  policies: ["newlyBlocked", "newlyLogged", "newlyUndecidable", "newlyAllowed", "unchanged"],
  scans: ["worse", "appeared", "better", "disappeared", "unchanged"],
};
