import type { FindingCode } from "../finding-codes.ts";
import type { Difference } from "./difference.ts";
import type { Account, Rule } from "./rule.ts";
import { utf8Text } from "./text.ts";

/** A rule about what stands in a file. */
export interface ContentRuleParts<T> {
  readonly id: string;
  readonly codes: readonly FindingCode[];
  /** Names of files that can hold such a thing at all; what they do hold is for `decode`. */
  readonly names: RegExp;
  /** What one side says; null: nothing that this rule understands. */
  decode(body: Uint8Array, name: string): T | null;
  account(upload: T, other: T, difference: Difference): Account | null;
}

/** The rule made of these parts: it speaks only when both bodies are known and could be decoded. */
export function contentRule<T>(parts: ContentRuleParts<T>): Rule {
  return {
    id: parts.id,
    codes: parts.codes,
    explain(difference) {
      const { name, upload, other } = difference;
      if (upload.body === null || other.body === null || !parts.names.test(name)) return null;
      const here = parts.decode(upload.body, name);
      const there = parts.decode(other.body, name);
      return here === null || there === null ? null : parts.account(here, there, difference);
    },
  };
}

/** A rule about a text. */
export interface TextRuleParts<T> extends Omit<ContentRuleParts<T>, "decode"> {
  decode(text: string): T | null;
}

/** As `contentRule`, for files that must be UTF-8 to be understood. */
export function textRule<T>(parts: TextRuleParts<T>): Rule {
  return contentRule({ ...parts, decode: ofText((text) => parts.decode(text)) });
}

/** A decoder of bytes from one of text; what is no UTF-8 is not understood. */
export function ofText<T>(decode: (text: string) => T | null): (body: Uint8Array) => T | null {
  return (body) => {
    const text = utf8Text(body);
    return text === null ? null : decode(text);
  };
}
