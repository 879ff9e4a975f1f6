import { z } from "zod";
import { ATTESTOR_SCHEMA } from "./attestor.ts";
import type { Attestor, AttestorMaterial } from "./attestor.ts";
import { jsonObjectSchema } from "./policy.schema.ts";

/** The shape of an attestor that comes from outside, with generous limits; what it must be says `validateAttestor`. */

const LONGEST_NAME = 256;
const LONGEST_TEXT = 4_096;
/** A chain of certificates is the longest thing here. Characters. */
const LONGEST_PEM = 64 * 1024;

const text = z.string().max(LONGEST_TEXT);
const pem = z.string().max(LONGEST_PEM);

export const materialSchema: z.ZodType<AttestorMaterial> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("cosignPublicKey"), publicKey: pem }),
  z.strictObject({ type: z.literal("certificate"), certificate: pem }),
  z.strictObject({ type: z.literal("keyless"), issuer: text, subject: text }),
]);

export const attestorSchema: z.ZodType<Attestor> = z.strictObject({
  schema: z.literal(ATTESTOR_SCHEMA),
  name: z.string().max(LONGEST_NAME),
  description: text,
  material: materialSchema,
  transparencyLog: z.strictObject({ enabled: z.boolean(), server: text.optional(), publicKey: pem.optional() }),
  extra: jsonObjectSchema.optional(),
});
