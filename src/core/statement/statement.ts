import * as z from "zod";
import { parseStrictJsonBytes } from "./strict-json.ts";

/** in-toto Statement v1, https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

/** DSSE payload type of an in-toto statement. */
export const STATEMENT_PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** More subjects than GitHub's API takes (1024) are refused. */
export const MOST_SUBJECTS = 1024;

const subjectSchema = z.looseObject({
  name: z.string().optional(),
  digest: z.record(z.string(), z.string()),
});

// Consumers must ignore fields they do not know (in-toto Statement v1), hence a loose object here and nowhere else.
const statementSchema = z.looseObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subjectSchema).min(1).max(MOST_SUBJECTS),
  predicateType: z.string().min(1),
  predicate: z.unknown(),
});

/** One file that a statement speaks about. */
export type Subject = z.infer<typeof subjectSchema>;

/** Somebody's statement: of known shape, its predicate not looked at. */
export type AnyStatement = z.infer<typeof statementSchema>;

/** The file a statement of ours is about. */
export interface OwnSubject {
  readonly name: string;
  readonly digest: { readonly sha256: string; readonly sha512: string };
}

/** A statement that we make: one subject. */
export interface Statement<P> {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly [OwnSubject];
  readonly predicateType: string;
  readonly predicate: P;
}

/** The statement about `subject`. */
export function newStatement<P>(
  subject: OwnSubject,
  predicateType: string,
  predicate: P,
): Statement<P> {
  return { _type: STATEMENT_TYPE, subject: [subject], predicateType, predicate };
}

/** The bytes that are signed; never made again from a parsed statement. */
export function encodeStatement(statement: Statement<unknown>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(statement));
}

/** What reading a signed payload gave. */
export type StatementReading =
  | { readonly ok: true; readonly statement: AnyStatement }
  | { readonly ok: false; readonly reason: string };

/** Reads a payload: UTF-8, JSON without duplicate keys, Statement v1 with at least one subject. */
export function parseStatement(payload: Uint8Array): StatementReading {
  const json = parseStrictJsonBytes(payload);
  if (!json.ok) return json;
  const parsed = statementSchema.safeParse(json.value);
  return parsed.success
    ? { ok: true, statement: parsed.data }
    : { ok: false, reason: z.prettifyError(parsed.error) };
}
