export { readPolicies, type ReadPolicy } from "./read.ts";
export { writePolicy } from "./write.ts";
