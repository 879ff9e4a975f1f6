/** Before any test: the walker's module has to be there, built from its present source. */
export { buildWalker as default } from "../../main/dev/walker.ts";
