import type { Migration } from "../migrate.ts";
import { first } from "./010-first.ts";
import { objects } from "./020-objects.ts";
import { draftWindows } from "./030-draft-windows.ts";
import { exceptionMemory } from "./040-exception-memory.ts";
import { signing } from "./050-signing.ts";
import { objectDrafts } from "./060-object-drafts.ts";
import { facts } from "./070-facts.ts";
import { trustDrafts } from "./080-trust-drafts.ts";

/** All schema changes, in order. Numbers go in steps of ten; one that was released is never edited. */
export const MIGRATIONS: readonly Migration[] = [first, objects, draftWindows, exceptionMemory, signing, objectDrafts, facts, trustDrafts];
