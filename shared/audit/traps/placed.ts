import { IMAGE_PARTS } from "../../model/policy.ts";
import type { ImageOperator, ImagePart, PolicyException, PolicyRule } from "../../model/policy.ts";

/** A rule that is in force somewhere, with its place. */
export interface PlacedRule {
  rule: PolicyRule;
  definition: string;
  index: number;
  path: string;
}

/** An exception with its place. */
export interface PlacedException {
  exception: PolicyException;
  definition: string;
  index: number;
  path: string;
}

/** The comparison of a rule about images. */
export interface ImageRule {
  part: ImagePart;
  operator: ImageOperator;
  values: string[];
}

/** Undefined for a rule about something else. */
export function imageRule({ type, properties }: PolicyRule): ImageRule | undefined {
  const part = IMAGE_PARTS.find((candidate) => candidate === type);
  return part && { part, operator: properties["operator"] as ImageOperator, values: properties["values"] as string[] };
}
