import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Git,
  findGit
} from "./chunk-VNHDQG56.js";
import {
  canStillPass,
  decide,
  isPacked,
  leftUnread,
  reportExitCode,
  unequalFiles,
  withInner
} from "./chunk-CVDKL7A3.js";
import {
  DEFAULT_NORMALISERS
} from "./chunk-QR5SOYFG.js";
import {
  compareReadings,
  entryNotes,
  identicalFiles,
  inGroups,
  located,
  recordPaths,
  undecidedBy,
  uploadNotRebuilt
} from "./chunk-PJS7RXYH.js";
import {
  rt
} from "./chunk-ZUMJATQO.js";
import {
  byRisk,
  entryValue,
  fileValue,
  modeValue
} from "./chunk-ZSKO4KEF.js";
import {
  interrupted
} from "./chunk-ZEO36RTO.js";
import {
  overallVerdict
} from "./chunk-XJNHG5EC.js";
import {
  killSurvivors,
  spawnGroup
} from "./chunk-SONAEMCK.js";
import {
  archiveFiles,
  throwIfAborted
} from "./chunk-DLAJ6I3W.js";
import {
  newHasher,
  sha256Hex
} from "./chunk-R67YSPQL.js";
import {
  displayPath,
  isUtf8,
  pathFromBytes,
  pathFromText,
  pathToBytes
} from "./chunk-2PK7QSDG.js";
import {
  BuildError,
  GateError,
  InputError,
  RemoteError,
  SourceError
} from "./chunk-LQXGX5TO.js";
import {
  RISKS
} from "./chunk-YDC43DTV.js";
import {
  FINDING_CODES,
  factsOf
} from "./chunk-EPPP6VBZ.js";
import {
  REPORT_SCHEMA,
  documentation
} from "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __commonJS,
  __toESM,
  __using
} from "./chunk-QLIL6GH6.js";

// node_modules/picomatch/lib/constants.js
var require_constants = __commonJS({
  "node_modules/picomatch/lib/constants.js"(exports, module) {
    "use strict";
    var WIN_SLASH = "\\\\/";
    var WIN_NO_SLASH = `[^${WIN_SLASH}]`;
    var DEFAULT_MAX_EXTGLOB_RECURSION = 0;
    var DOT_LITERAL = "\\.";
    var PLUS_LITERAL = "\\+";
    var QMARK_LITERAL = "\\?";
    var SLASH_LITERAL = "\\/";
    var ONE_CHAR = "(?=.)";
    var QMARK = "[^/]";
    var END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
    var START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
    var DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
    var NO_DOT = `(?!${DOT_LITERAL})`;
    var NO_DOTS = `(?!${START_ANCHOR}${DOTS_SLASH})`;
    var NO_DOT_SLASH = `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`;
    var NO_DOTS_SLASH = `(?!${DOTS_SLASH})`;
    var QMARK_NO_DOT = `[^.${SLASH_LITERAL}]`;
    var STAR = `${QMARK}*?`;
    var SEP = "/";
    var POSIX_CHARS = {
      DOT_LITERAL,
      PLUS_LITERAL,
      QMARK_LITERAL,
      SLASH_LITERAL,
      ONE_CHAR,
      QMARK,
      END_ANCHOR,
      DOTS_SLASH,
      NO_DOT,
      NO_DOTS,
      NO_DOT_SLASH,
      NO_DOTS_SLASH,
      QMARK_NO_DOT,
      STAR,
      START_ANCHOR,
      SEP
    };
    var WINDOWS_CHARS = {
      ...POSIX_CHARS,
      SLASH_LITERAL: `[${WIN_SLASH}]`,
      QMARK: WIN_NO_SLASH,
      STAR: `${WIN_NO_SLASH}*?`,
      DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
      NO_DOT: `(?!${DOT_LITERAL})`,
      NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
      NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
      START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
      END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
      SEP: "\\"
    };
    var POSIX_REGEX_SOURCE = {
      __proto__: null,
      alnum: "a-zA-Z0-9",
      alpha: "a-zA-Z",
      ascii: "\\x00-\\x7F",
      blank: " \\t",
      cntrl: "\\x00-\\x1F\\x7F",
      digit: "0-9",
      graph: "\\x21-\\x7E",
      lower: "a-z",
      print: "\\x20-\\x7E ",
      punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
      space: " \\t\\r\\n\\v\\f",
      upper: "A-Z",
      word: "A-Za-z0-9_",
      xdigit: "A-Fa-f0-9"
    };
    module.exports = {
      DEFAULT_MAX_EXTGLOB_RECURSION,
      MAX_LENGTH: 1024 * 64,
      POSIX_REGEX_SOURCE,
      // regular expressions
      REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
      REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
      REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
      REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
      REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
      REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
      // Replace globs with equivalent patterns to reduce parsing time.
      REPLACEMENTS: {
        __proto__: null,
        "***": "*",
        "**/**": "**",
        "**/**/**": "**"
      },
      // Digits
      CHAR_0: 48,
      /* 0 */
      CHAR_9: 57,
      /* 9 */
      // Alphabet chars.
      CHAR_UPPERCASE_A: 65,
      /* A */
      CHAR_LOWERCASE_A: 97,
      /* a */
      CHAR_UPPERCASE_Z: 90,
      /* Z */
      CHAR_LOWERCASE_Z: 122,
      /* z */
      CHAR_LEFT_PARENTHESES: 40,
      /* ( */
      CHAR_RIGHT_PARENTHESES: 41,
      /* ) */
      CHAR_ASTERISK: 42,
      /* * */
      // Non-alphabetic chars.
      CHAR_AMPERSAND: 38,
      /* & */
      CHAR_AT: 64,
      /* @ */
      CHAR_BACKWARD_SLASH: 92,
      /* \ */
      CHAR_CARRIAGE_RETURN: 13,
      /* \r */
      CHAR_CIRCUMFLEX_ACCENT: 94,
      /* ^ */
      CHAR_COLON: 58,
      /* : */
      CHAR_COMMA: 44,
      /* , */
      CHAR_DOT: 46,
      /* . */
      CHAR_DOUBLE_QUOTE: 34,
      /* " */
      CHAR_EQUAL: 61,
      /* = */
      CHAR_EXCLAMATION_MARK: 33,
      /* ! */
      CHAR_FORM_FEED: 12,
      /* \f */
      CHAR_FORWARD_SLASH: 47,
      /* / */
      CHAR_GRAVE_ACCENT: 96,
      /* ` */
      CHAR_HASH: 35,
      /* # */
      CHAR_HYPHEN_MINUS: 45,
      /* - */
      CHAR_LEFT_ANGLE_BRACKET: 60,
      /* < */
      CHAR_LEFT_CURLY_BRACE: 123,
      /* { */
      CHAR_LEFT_SQUARE_BRACKET: 91,
      /* [ */
      CHAR_LINE_FEED: 10,
      /* \n */
      CHAR_NO_BREAK_SPACE: 160,
      /* \u00A0 */
      CHAR_PERCENT: 37,
      /* % */
      CHAR_PLUS: 43,
      /* + */
      CHAR_QUESTION_MARK: 63,
      /* ? */
      CHAR_RIGHT_ANGLE_BRACKET: 62,
      /* > */
      CHAR_RIGHT_CURLY_BRACE: 125,
      /* } */
      CHAR_RIGHT_SQUARE_BRACKET: 93,
      /* ] */
      CHAR_SEMICOLON: 59,
      /* ; */
      CHAR_SINGLE_QUOTE: 39,
      /* ' */
      CHAR_SPACE: 32,
      /*   */
      CHAR_TAB: 9,
      /* \t */
      CHAR_UNDERSCORE: 95,
      /* _ */
      CHAR_VERTICAL_LINE: 124,
      /* | */
      CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
      /* \uFEFF */
      /**
       * Create EXTGLOB_CHARS
       */
      extglobChars(chars) {
        return {
          "!": { type: "negate", open: "(?:(?!(?:", close: `))${chars.STAR})` },
          "?": { type: "qmark", open: "(?:", close: ")?" },
          "+": { type: "plus", open: "(?:", close: ")+" },
          "*": { type: "star", open: "(?:", close: ")*" },
          "@": { type: "at", open: "(?:", close: ")" }
        };
      },
      /**
       * Create GLOB_CHARS
       */
      globChars(win32) {
        return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
      }
    };
  }
});

// node_modules/picomatch/lib/utils.js
var require_utils = __commonJS({
  "node_modules/picomatch/lib/utils.js"(exports) {
    "use strict";
    var {
      REGEX_BACKSLASH,
      REGEX_REMOVE_BACKSLASH,
      REGEX_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_GLOBAL
    } = require_constants();
    exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
    exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
    exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
    exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
    exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
    exports.isWindows = () => {
      if (typeof navigator !== "undefined" && navigator.platform) {
        const platform = navigator.platform.toLowerCase();
        return platform === "win32" || platform === "windows";
      }
      if (typeof process !== "undefined" && process.platform) {
        return process.platform === "win32";
      }
      return false;
    };
    exports.removeBackslashes = (str) => {
      return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
        return match === "\\" ? "" : match;
      });
    };
    exports.escapeLast = (input, char, lastIdx) => {
      const idx = input.lastIndexOf(char, lastIdx);
      if (idx === -1) return input;
      if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
      return `${input.slice(0, idx)}\\${input.slice(idx)}`;
    };
    exports.removePrefix = (input, state = {}) => {
      let output = input;
      if (output.startsWith("./")) {
        output = output.slice(2);
        state.prefix = "./";
      }
      return output;
    };
    exports.wrapOutput = (input, state = {}, options = {}) => {
      const prepend = options.contains ? "" : "^";
      const append = options.contains ? "" : "$";
      let output = `${prepend}(?:${input})${append}`;
      if (state.negated === true) {
        output = `(?:^(?!${output}).*$)`;
      }
      return output;
    };
    exports.basename = (path9, { windows } = {}) => {
      const segs = path9.split(windows ? /[\\/]/ : "/");
      const last = segs[segs.length - 1];
      if (last === "") {
        return segs[segs.length - 2];
      }
      return last;
    };
  }
});

// node_modules/picomatch/lib/scan.js
var require_scan = __commonJS({
  "node_modules/picomatch/lib/scan.js"(exports, module) {
    "use strict";
    var utils = require_utils();
    var {
      CHAR_ASTERISK,
      /* * */
      CHAR_AT,
      /* @ */
      CHAR_BACKWARD_SLASH,
      /* \ */
      CHAR_COMMA,
      /* , */
      CHAR_DOT,
      /* . */
      CHAR_EXCLAMATION_MARK,
      /* ! */
      CHAR_FORWARD_SLASH,
      /* / */
      CHAR_LEFT_CURLY_BRACE,
      /* { */
      CHAR_LEFT_PARENTHESES,
      /* ( */
      CHAR_LEFT_SQUARE_BRACKET,
      /* [ */
      CHAR_PLUS,
      /* + */
      CHAR_QUESTION_MARK,
      /* ? */
      CHAR_RIGHT_CURLY_BRACE,
      /* } */
      CHAR_RIGHT_PARENTHESES,
      /* ) */
      CHAR_RIGHT_SQUARE_BRACKET
      /* ] */
    } = require_constants();
    var isPathSeparator = (code) => {
      return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
    };
    var depth = (token) => {
      if (token.isPrefix !== true) {
        token.depth = token.isGlobstar ? Infinity : 1;
      }
    };
    var scan = (input, options) => {
      const opts = options || {};
      const length = input.length - 1;
      const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
      const slashes = [];
      const tokens = [];
      const parts = [];
      let str = input;
      let index = -1;
      let start = 0;
      let lastIndex = 0;
      let isBrace = false;
      let isBracket = false;
      let isGlob = false;
      let isExtglob = false;
      let isGlobstar = false;
      let braceEscaped = false;
      let backslashes = false;
      let negated = false;
      let negatedExtglob = false;
      let finished = false;
      let braces = 0;
      let prev;
      let code;
      let token = { value: "", depth: 0, isGlob: false };
      const eos = () => index >= length;
      const peek = () => str.charCodeAt(index + 1);
      const advance = () => {
        prev = code;
        return str.charCodeAt(++index);
      };
      while (index < length) {
        code = advance();
        let next;
        if (code === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          code = advance();
          if (code === CHAR_LEFT_CURLY_BRACE) {
            braceEscaped = true;
          }
          continue;
        }
        if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
          braces++;
          while (eos() !== true && (code = advance())) {
            if (code === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (code === CHAR_LEFT_CURLY_BRACE) {
              braces++;
              continue;
            }
            if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (braceEscaped !== true && code === CHAR_COMMA) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (code === CHAR_RIGHT_CURLY_BRACE) {
              braces--;
              if (braces === 0) {
                braceEscaped = false;
                isBrace = token.isBrace = true;
                finished = true;
                break;
              }
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_FORWARD_SLASH) {
          slashes.push(index);
          tokens.push(token);
          token = { value: "", depth: 0, isGlob: false };
          if (finished === true) continue;
          if (prev === CHAR_DOT && index === start + 1) {
            start += 2;
            continue;
          }
          lastIndex = index + 1;
          continue;
        }
        if (opts.noext !== true) {
          const isExtglobChar = code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK;
          if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
            isGlob = token.isGlob = true;
            isExtglob = token.isExtglob = true;
            finished = true;
            if (code === CHAR_EXCLAMATION_MARK && index === start) {
              negatedExtglob = true;
            }
            if (scanToEnd === true) {
              let parens = 0;
              while (eos() !== true && (code = advance())) {
                if (code === CHAR_BACKWARD_SLASH) {
                  backslashes = token.backslashes = true;
                  advance();
                  continue;
                }
                if (code === CHAR_LEFT_PARENTHESES) {
                  parens++;
                  continue;
                }
                if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                  finished = true;
                  break;
                }
              }
              continue;
            }
            break;
          }
        }
        if (code === CHAR_ASTERISK) {
          if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_QUESTION_MARK) {
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_LEFT_SQUARE_BRACKET) {
          while (eos() !== true && (next = advance())) {
            if (next === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (next === CHAR_RIGHT_SQUARE_BRACKET) {
              isBracket = token.isBracket = true;
              isGlob = token.isGlob = true;
              finished = true;
              break;
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
          negated = token.negated = true;
          start++;
          continue;
        }
        if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
          isGlob = token.isGlob = true;
          if (scanToEnd === true) {
            let parens = 1;
            while (eos() !== true && (code = advance())) {
              if (code === CHAR_BACKWARD_SLASH) {
                backslashes = token.backslashes = true;
                advance();
                continue;
              }
              if (code === CHAR_LEFT_PARENTHESES) {
                parens++;
                continue;
              }
              if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                finished = true;
                break;
              }
            }
            continue;
          }
          break;
        }
        if (isGlob === true) {
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
      }
      if (opts.noext === true) {
        isExtglob = false;
        isGlob = false;
      }
      let base = str;
      let prefix = "";
      let glob = "";
      if (start > 0) {
        prefix = str.slice(0, start);
        str = str.slice(start);
        lastIndex -= start;
      }
      if (base && isGlob === true && lastIndex > 0) {
        base = str.slice(0, lastIndex);
        glob = str.slice(lastIndex);
      } else if (isGlob === true) {
        base = "";
        glob = str;
      } else {
        base = str;
      }
      if (base && base !== "" && base !== "/" && base !== str) {
        if (isPathSeparator(base.charCodeAt(base.length - 1))) {
          base = base.slice(0, -1);
        }
      }
      if (opts.unescape === true) {
        if (glob) glob = utils.removeBackslashes(glob);
        if (base && backslashes === true) {
          base = utils.removeBackslashes(base);
        }
      }
      const state = {
        prefix,
        input,
        start,
        base,
        glob,
        isBrace,
        isBracket,
        isGlob,
        isExtglob,
        isGlobstar,
        negated,
        negatedExtglob
      };
      if (opts.tokens === true) {
        state.maxDepth = 0;
        if (!isPathSeparator(code)) {
          tokens.push(token);
        }
        state.tokens = tokens;
      }
      if (opts.parts === true || opts.tokens === true) {
        let prevIndex;
        for (let idx = 0; idx < slashes.length; idx++) {
          const n2 = prevIndex !== void 0 ? prevIndex + 1 : start;
          const i = slashes[idx];
          const value2 = input.slice(n2, i);
          if (opts.tokens) {
            if (idx === 0 && start !== 0) {
              tokens[idx].isPrefix = true;
              tokens[idx].value = prefix;
            } else {
              tokens[idx].value = value2;
            }
            depth(tokens[idx]);
            state.maxDepth += tokens[idx].depth;
          }
          if (i >= start) {
            parts.push(value2);
            prevIndex = i;
          }
        }
        const n = prevIndex !== void 0 ? prevIndex + 1 : start;
        const value = input.slice(n);
        parts.push(value);
        if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
          tokens[tokens.length - 1].value = value;
          depth(tokens[tokens.length - 1]);
          state.maxDepth += tokens[tokens.length - 1].depth;
        }
        state.slashes = slashes;
        state.parts = parts;
      }
      return state;
    };
    module.exports = scan;
  }
});

// node_modules/picomatch/lib/parse.js
var require_parse = __commonJS({
  "node_modules/picomatch/lib/parse.js"(exports, module) {
    "use strict";
    var constants7 = require_constants();
    var utils = require_utils();
    var {
      MAX_LENGTH,
      POSIX_REGEX_SOURCE,
      REGEX_NON_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_BACKREF,
      REPLACEMENTS
    } = constants7;
    var expandRange = (args, options) => {
      if (typeof options.expandRange === "function") {
        return options.expandRange(...args, options);
      }
      args.sort();
      const value = `[${args.join("-")}]`;
      try {
        new RegExp(value);
      } catch (ex) {
        return args.map((v) => utils.escapeRegex(v)).join("..");
      }
      return value;
    };
    var syntaxError = (type, char) => {
      return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
    };
    var splitTopLevel = (input) => {
      const parts = [];
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let value = "";
      let escaped = false;
      for (const ch of input) {
        if (escaped === true) {
          value += ch;
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          value += ch;
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          value += ch;
          continue;
        }
        if (quote === 0) {
          if (ch === "[") {
            bracket++;
          } else if (ch === "]" && bracket > 0) {
            bracket--;
          } else if (bracket === 0) {
            if (ch === "(") {
              paren++;
            } else if (ch === ")" && paren > 0) {
              paren--;
            } else if (ch === "|" && paren === 0) {
              parts.push(value);
              value = "";
              continue;
            }
          }
        }
        value += ch;
      }
      parts.push(value);
      return parts;
    };
    var isPlainBranch = (branch) => {
      let escaped = false;
      for (const ch of branch) {
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (/[?*+@!()[\]{}]/.test(ch)) {
          return false;
        }
      }
      return true;
    };
    var normalizeSimpleBranch = (branch) => {
      let value = branch.trim();
      let changed = true;
      while (changed === true) {
        changed = false;
        if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
          value = value.slice(2, -1);
          changed = true;
        }
      }
      if (!isPlainBranch(value)) {
        return;
      }
      return value.replace(/\\(.)/g, "$1");
    };
    var hasRepeatedCharPrefixOverlap = (branches) => {
      const values = branches.map(normalizeSimpleBranch).filter(Boolean);
      for (let i = 0; i < values.length; i++) {
        for (let j = i + 1; j < values.length; j++) {
          const a = values[i];
          const b = values[j];
          const char = a[0];
          if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
            continue;
          }
          if (a === b || a.startsWith(b) || b.startsWith(a)) {
            return true;
          }
        }
      }
      return false;
    };
    var parseRepeatedExtglob = (pattern, requireEnd = true) => {
      if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") {
        return;
      }
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let escaped = false;
      for (let i = 1; i < pattern.length; i++) {
        const ch = pattern[i];
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          continue;
        }
        if (quote === 1) {
          continue;
        }
        if (ch === "[") {
          bracket++;
          continue;
        }
        if (ch === "]" && bracket > 0) {
          bracket--;
          continue;
        }
        if (bracket > 0) {
          continue;
        }
        if (ch === "(") {
          paren++;
          continue;
        }
        if (ch === ")") {
          paren--;
          if (paren === 0) {
            if (requireEnd === true && i !== pattern.length - 1) {
              return;
            }
            return {
              type: pattern[0],
              body: pattern.slice(2, i),
              end: i
            };
          }
        }
      }
    };
    var buildCharClassStar = (chars) => {
      const source = chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`;
      return `${source}*`;
    };
    var getStarExtglobSequenceChars = (pattern) => {
      let index = 0;
      const chars = [];
      while (index < pattern.length) {
        const match = parseRepeatedExtglob(pattern.slice(index), false);
        if (!match || match.type !== "*") {
          return;
        }
        const branches = splitTopLevel(match.body).map((branch2) => branch2.trim());
        if (branches.length !== 1) {
          return;
        }
        const branch = normalizeSimpleBranch(branches[0]);
        if (!branch || branch.length !== 1) {
          return;
        }
        chars.push(branch);
        index += match.end + 1;
      }
      if (chars.length < 1) {
        return;
      }
      return chars;
    };
    var repeatedExtglobRecursion = (pattern) => {
      let depth = 0;
      let value = pattern.trim();
      let match = parseRepeatedExtglob(value);
      while (match) {
        depth++;
        value = match.body.trim();
        match = parseRepeatedExtglob(value);
      }
      return depth;
    };
    var analyzeRepeatedExtglob = (body, options) => {
      if (options.maxExtglobRecursion === false) {
        return { risky: false };
      }
      const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants7.DEFAULT_MAX_EXTGLOB_RECURSION;
      const branches = splitTopLevel(body).map((branch) => branch.trim());
      if (branches.length > 1) {
        if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) {
          return { risky: true };
        }
      }
      const safeChars = [];
      let sawStarSequence = false;
      let combinable = true;
      for (const branch of branches) {
        const chars = getStarExtglobSequenceChars(branch);
        if (chars) {
          sawStarSequence = true;
          safeChars.push(...chars);
          continue;
        }
        const literal = normalizeSimpleBranch(branch);
        if (literal && literal.length === 1) {
          safeChars.push(literal);
          continue;
        }
        combinable = false;
        if (repeatedExtglobRecursion(branch) > max) {
          return { risky: true };
        }
      }
      if (sawStarSequence) {
        return combinable ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) } : { risky: true };
      }
      return { risky: false };
    };
    var parse = (input, options) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected a string");
      }
      input = REPLACEMENTS[input] || input;
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      let len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      const bos = { type: "bos", value: "", output: opts.prepend || "" };
      const tokens = [bos];
      const capture = opts.capture ? "" : "?:";
      const PLATFORM_CHARS = constants7.globChars(opts.windows);
      const EXTGLOB_CHARS = constants7.extglobChars(PLATFORM_CHARS);
      const {
        DOT_LITERAL,
        PLUS_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOT_SLASH,
        NO_DOTS_SLASH,
        QMARK,
        QMARK_NO_DOT,
        STAR,
        START_ANCHOR
      } = PLATFORM_CHARS;
      const globstar = (opts2) => {
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const nodot = opts.dot ? "" : NO_DOT;
      const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
      let star = opts.bash === true ? globstar(opts) : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      if (typeof opts.noext === "boolean") {
        opts.noextglob = opts.noext;
      }
      const state = {
        input,
        index: -1,
        start: 0,
        dot: opts.dot === true,
        consumed: "",
        output: "",
        prefix: "",
        backtrack: false,
        negated: false,
        brackets: 0,
        braces: 0,
        parens: 0,
        quotes: 0,
        globstar: false,
        tokens
      };
      input = utils.removePrefix(input, state);
      len = input.length;
      const extglobs = [];
      const braces = [];
      const stack = [];
      let prev = bos;
      let value;
      const eos = () => state.index === len - 1;
      const peek = state.peek = (n = 1) => input[state.index + n];
      const advance = state.advance = () => input[++state.index] || "";
      const remaining = () => input.slice(state.index + 1);
      const consume = (value2 = "", num = 0) => {
        state.consumed += value2;
        state.index += num;
      };
      const append = (token) => {
        state.output += token.output != null ? token.output : token.value;
        consume(token.value);
      };
      const negate = () => {
        let count = 1;
        while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
          advance();
          state.start++;
          count++;
        }
        if (count % 2 === 0) {
          return false;
        }
        state.negated = true;
        state.start++;
        return true;
      };
      const increment = (type) => {
        state[type]++;
        stack.push(type);
      };
      const decrement = (type) => {
        state[type]--;
        stack.pop();
      };
      const push = (tok) => {
        if (prev.type === "globstar") {
          const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
          const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
          if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
            state.output = state.output.slice(0, -prev.output.length);
            prev.type = "star";
            prev.value = "*";
            prev.output = star;
            state.output += prev.output;
          }
        }
        if (extglobs.length && tok.type !== "paren") {
          extglobs[extglobs.length - 1].inner += tok.value;
        }
        if (tok.value || tok.output) append(tok);
        if (prev && prev.type === "text" && tok.type === "text") {
          prev.output = (prev.output || prev.value) + tok.value;
          prev.value += tok.value;
          return;
        }
        tok.prev = prev;
        tokens.push(tok);
        prev = tok;
      };
      const extglobOpen = (type, value2) => {
        const token = { ...EXTGLOB_CHARS[value2], conditions: 1, inner: "" };
        token.prev = prev;
        token.parens = state.parens;
        token.output = state.output;
        token.startIndex = state.index;
        token.tokensIndex = tokens.length;
        const output = (opts.capture ? "(" : "") + token.open;
        increment("parens");
        push({ type, value: value2, output: state.output ? "" : ONE_CHAR });
        push({ type: "paren", extglob: true, value: advance(), output });
        extglobs.push(token);
      };
      const extglobClose = (token) => {
        const literal = input.slice(token.startIndex, state.index + 1);
        const body = input.slice(token.startIndex + 2, state.index);
        const analysis = analyzeRepeatedExtglob(body, opts);
        if ((token.type === "plus" || token.type === "star") && analysis.risky) {
          const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
          const open2 = tokens[token.tokensIndex];
          open2.type = "text";
          open2.value = literal;
          open2.output = safeOutput || utils.escapeRegex(literal);
          for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
            tokens[i].value = "";
            tokens[i].output = "";
            delete tokens[i].suffix;
          }
          state.output = token.output + open2.output;
          state.backtrack = true;
          push({ type: "paren", extglob: true, value, output: "" });
          decrement("parens");
          return;
        }
        let output = token.close + (opts.capture ? ")" : "");
        let rest;
        if (token.type === "negate") {
          let extglobStar = star;
          if (token.inner && token.inner.length > 1 && token.inner.includes("/")) {
            extglobStar = globstar(opts);
          }
          if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) {
            output = token.close = `)$))${extglobStar}`;
          }
          if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) {
            const expression = parse(rest, { ...options, fastpaths: false }).output;
            output = token.close = `)${expression})${extglobStar})`;
          }
          if (token.prev.type === "bos") {
            state.negatedExtglob = true;
          }
        }
        push({ type: "paren", extglob: true, value, output });
        decrement("parens");
      };
      if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
        let backslashes = false;
        let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
          if (first === "\\") {
            backslashes = true;
            return m;
          }
          if (first === "?") {
            if (esc) {
              return esc + first + (rest ? QMARK.repeat(rest.length) : "");
            }
            if (index === 0) {
              return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
            }
            return QMARK.repeat(chars.length);
          }
          if (first === ".") {
            return DOT_LITERAL.repeat(chars.length);
          }
          if (first === "*") {
            if (esc) {
              return esc + first + (rest ? star : "");
            }
            return star;
          }
          return esc ? m : `\\${m}`;
        });
        if (backslashes === true) {
          if (opts.unescape === true) {
            output = output.replace(/\\/g, "");
          } else {
            output = output.replace(/\\+/g, (m) => {
              return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
            });
          }
        }
        if (output === input && opts.contains === true) {
          state.output = input;
          return state;
        }
        state.output = utils.wrapOutput(output, state, options);
        return state;
      }
      while (!eos()) {
        value = advance();
        if (value === "\0") {
          continue;
        }
        if (value === "\\") {
          const next = peek();
          if (next === "/" && opts.bash !== true) {
            continue;
          }
          if (next === "." || next === ";") {
            continue;
          }
          if (!next) {
            value += "\\";
            push({ type: "text", value });
            continue;
          }
          const match = /^\\+/.exec(remaining());
          let slashes = 0;
          if (match && match[0].length > 2) {
            slashes = match[0].length;
            state.index += slashes;
            if (slashes % 2 !== 0) {
              value += "\\";
            }
          }
          if (opts.unescape === true) {
            value = advance();
          } else {
            value += advance();
          }
          if (state.brackets === 0) {
            push({ type: "text", value });
            continue;
          }
        }
        if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
          if (opts.posix !== false && value === ":") {
            const inner = prev.value.slice(1);
            if (inner.includes("[")) {
              prev.posix = true;
              if (inner.includes(":")) {
                const idx = prev.value.lastIndexOf("[");
                const pre = prev.value.slice(0, idx);
                const rest2 = prev.value.slice(idx + 2);
                const posix = POSIX_REGEX_SOURCE[rest2];
                if (posix) {
                  prev.value = pre + posix;
                  state.backtrack = true;
                  advance();
                  if (!bos.output && tokens.indexOf(prev) === 1) {
                    bos.output = ONE_CHAR;
                  }
                  continue;
                }
              }
            }
          }
          if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") {
            value = `\\${value}`;
          }
          if (value === "]" && (prev.value === "[" || prev.value === "[^")) {
            value = `\\${value}`;
          }
          if (opts.posix === true && value === "!" && prev.value === "[") {
            value = "^";
          }
          prev.value += value;
          append({ value });
          continue;
        }
        if (state.quotes === 1 && value !== '"') {
          value = utils.escapeRegex(value);
          prev.value += value;
          append({ value });
          continue;
        }
        if (value === '"') {
          state.quotes = state.quotes === 1 ? 0 : 1;
          if (opts.keepQuotes === true) {
            push({ type: "text", value });
          }
          continue;
        }
        if (value === "(") {
          increment("parens");
          push({ type: "paren", value });
          continue;
        }
        if (value === ")") {
          if (state.parens === 0 && opts.strictBrackets === true) {
            throw new SyntaxError(syntaxError("opening", "("));
          }
          const extglob = extglobs[extglobs.length - 1];
          if (extglob && state.parens === extglob.parens + 1) {
            extglobClose(extglobs.pop());
            continue;
          }
          push({ type: "paren", value, output: state.parens ? ")" : "\\)" });
          decrement("parens");
          continue;
        }
        if (value === "[") {
          if (opts.nobracket === true || !remaining().includes("]")) {
            if (opts.nobracket !== true && opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("closing", "]"));
            }
            value = `\\${value}`;
          } else {
            increment("brackets");
          }
          push({ type: "bracket", value });
          continue;
        }
        if (value === "]") {
          if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          if (state.brackets === 0) {
            if (opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("opening", "["));
            }
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          decrement("brackets");
          const prevValue = prev.value.slice(1);
          if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) {
            value = `/${value}`;
          }
          prev.value += value;
          append({ value });
          if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
            continue;
          }
          const escaped = utils.escapeRegex(prev.value);
          state.output = state.output.slice(0, -prev.value.length);
          if (opts.literalBrackets === true) {
            state.output += escaped;
            prev.value = escaped;
            continue;
          }
          prev.value = `(${capture}${escaped}|${prev.value})`;
          state.output += prev.value;
          continue;
        }
        if (value === "{" && opts.nobrace !== true) {
          increment("braces");
          const open2 = {
            type: "brace",
            value,
            output: "(",
            outputIndex: state.output.length,
            tokensIndex: state.tokens.length
          };
          braces.push(open2);
          push(open2);
          continue;
        }
        if (value === "}") {
          const brace = braces[braces.length - 1];
          if (opts.nobrace === true || !brace) {
            push({ type: "text", value, output: value });
            continue;
          }
          let output = ")";
          if (brace.dots === true) {
            const arr = tokens.slice();
            const range = [];
            for (let i = arr.length - 1; i >= 0; i--) {
              tokens.pop();
              if (arr[i].type === "brace") {
                break;
              }
              if (arr[i].type !== "dots") {
                range.unshift(arr[i].value);
              }
            }
            output = expandRange(range, opts);
            state.backtrack = true;
          }
          if (brace.comma !== true && brace.dots !== true) {
            const out = state.output.slice(0, brace.outputIndex);
            const toks = state.tokens.slice(brace.tokensIndex);
            brace.value = brace.output = "\\{";
            value = output = "\\}";
            state.output = out;
            for (const t of toks) {
              state.output += t.output || t.value;
            }
          }
          push({ type: "brace", value, output });
          decrement("braces");
          braces.pop();
          continue;
        }
        if (value === "|") {
          if (extglobs.length > 0) {
            extglobs[extglobs.length - 1].conditions++;
          }
          push({ type: "text", value });
          continue;
        }
        if (value === ",") {
          let output = value;
          const brace = braces[braces.length - 1];
          if (brace && stack[stack.length - 1] === "braces") {
            brace.comma = true;
            output = "|";
          }
          push({ type: "comma", value, output });
          continue;
        }
        if (value === "/") {
          if (prev.type === "dot" && state.index === state.start + 1) {
            state.start = state.index + 1;
            state.consumed = "";
            state.output = "";
            tokens.pop();
            prev = bos;
            continue;
          }
          push({ type: "slash", value, output: SLASH_LITERAL });
          continue;
        }
        if (value === ".") {
          if (state.braces > 0 && prev.type === "dot") {
            if (prev.value === ".") prev.output = DOT_LITERAL;
            const brace = braces[braces.length - 1];
            prev.type = "dots";
            prev.output += value;
            prev.value += value;
            brace.dots = true;
            continue;
          }
          if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
            push({ type: "text", value, output: DOT_LITERAL });
            continue;
          }
          push({ type: "dot", value, output: DOT_LITERAL });
          continue;
        }
        if (value === "?") {
          const isGroup = prev && prev.value === "(";
          if (!isGroup && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("qmark", value);
            continue;
          }
          if (prev && prev.type === "paren") {
            const next = peek();
            let output = value;
            if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) {
              output = `\\${value}`;
            }
            push({ type: "text", value, output });
            continue;
          }
          if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
            push({ type: "qmark", value, output: QMARK_NO_DOT });
            continue;
          }
          push({ type: "qmark", value, output: QMARK });
          continue;
        }
        if (value === "!") {
          if (opts.noextglob !== true && peek() === "(") {
            if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
              extglobOpen("negate", value);
              continue;
            }
          }
          if (opts.nonegate !== true && state.index === 0) {
            negate();
            continue;
          }
        }
        if (value === "+") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("plus", value);
            continue;
          }
          if (prev && prev.value === "(" || opts.regex === false) {
            push({ type: "plus", value, output: PLUS_LITERAL });
            continue;
          }
          if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
            push({ type: "plus", value });
            continue;
          }
          push({ type: "plus", value: PLUS_LITERAL });
          continue;
        }
        if (value === "@") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            push({ type: "at", extglob: true, value, output: "" });
            continue;
          }
          push({ type: "text", value });
          continue;
        }
        if (value !== "*") {
          if (value === "$" || value === "^") {
            value = `\\${value}`;
          }
          const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
          if (match) {
            value += match[0];
            state.index += match[0].length;
          }
          push({ type: "text", value });
          continue;
        }
        if (prev && (prev.type === "globstar" || prev.star === true)) {
          prev.type = "star";
          prev.star = true;
          prev.value += value;
          prev.output = star;
          state.backtrack = true;
          state.globstar = true;
          consume(value);
          continue;
        }
        let rest = remaining();
        if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
          extglobOpen("star", value);
          continue;
        }
        if (prev.type === "star") {
          if (opts.noglobstar === true) {
            consume(value);
            continue;
          }
          const prior = prev.prev;
          const before = prior.prev;
          const isStart = prior.type === "slash" || prior.type === "bos";
          const afterStar = before && (before.type === "star" || before.type === "globstar");
          if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
            push({ type: "star", value, output: "" });
            continue;
          }
          const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
          const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
          if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
            push({ type: "star", value, output: "" });
            continue;
          }
          while (rest.slice(0, 3) === "/**") {
            const after = input[state.index + 4];
            if (after && after !== "/") {
              break;
            }
            rest = rest.slice(3);
            consume("/**", 3);
          }
          const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
          if (prior.type === "bos" && eos()) {
            prev.type = "globstar";
            prev.value += value;
            prev.output = globstar(opts);
            state.output = prev.output;
            state.globstar = true;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
            prev.value += value;
            state.globstar = true;
            state.output += prior.output + prev.output;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
            const end = rest[1] !== void 0 ? "|$" : "";
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
            prev.value += value;
            state.output += prior.output + prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          if (prior.type === "bos" && rest[0] === "/") {
            prev.type = "globstar";
            prev.value += value;
            prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
            state.output = prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          state.output = state.output.slice(0, -prev.output.length);
          prev.type = "globstar";
          prev.output = globstar(opts);
          prev.value += value;
          state.output += prev.output;
          state.globstar = true;
          consume(value);
          continue;
        }
        const token = { type: "star", value, output: star };
        if (opts.bash === true) {
          token.output = ".*?";
          if (prev.type === "bos" || prev.type === "slash") {
            token.output = nodot + token.output;
          }
          push(token);
          continue;
        }
        if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
          token.output = value;
          push(token);
          continue;
        }
        if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
          if (prev.type === "dot") {
            state.output += NO_DOT_SLASH;
            prev.output += NO_DOT_SLASH;
          } else if (opts.dot === true) {
            state.output += NO_DOTS_SLASH;
            prev.output += NO_DOTS_SLASH;
          } else {
            state.output += nodot;
            prev.output += nodot;
          }
          if (peek() !== "*") {
            state.output += ONE_CHAR;
            prev.output += ONE_CHAR;
          }
        }
        push(token);
      }
      while (state.brackets > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
        state.output = utils.escapeLast(state.output, "[");
        decrement("brackets");
      }
      while (state.parens > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
        state.output = utils.escapeLast(state.output, "(");
        decrement("parens");
      }
      while (state.braces > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
        state.output = utils.escapeLast(state.output, "{");
        decrement("braces");
      }
      if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) {
        push({ type: "maybe_slash", value: "", output: `${SLASH_LITERAL}?` });
      }
      if (state.backtrack === true) {
        state.output = "";
        for (const token of state.tokens) {
          state.output += token.output != null ? token.output : token.value;
          if (token.suffix) {
            state.output += token.suffix;
          }
        }
      }
      return state;
    };
    parse.fastpaths = (input, options) => {
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      const len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      input = REPLACEMENTS[input] || input;
      const {
        DOT_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOTS,
        NO_DOTS_SLASH,
        STAR,
        START_ANCHOR
      } = constants7.globChars(opts.windows);
      const nodot = opts.dot ? NO_DOTS : NO_DOT;
      const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
      const capture = opts.capture ? "" : "?:";
      const state = { negated: false, prefix: "" };
      let star = opts.bash === true ? ".*?" : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      const globstar = (opts2) => {
        if (opts2.noglobstar === true) return star;
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const create = (str) => {
        switch (str) {
          case "*":
            return `${nodot}${ONE_CHAR}${star}`;
          case ".*":
            return `${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*.*":
            return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*/*":
            return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
          case "**":
            return nodot + globstar(opts);
          case "**/*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
          case "**/*.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "**/.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
          default: {
            const match = /^(.*?)\.(\w+)$/.exec(str);
            if (!match) return;
            const source2 = create(match[1]);
            if (!source2) return;
            return source2 + DOT_LITERAL + match[2];
          }
        }
      };
      const output = utils.removePrefix(input, state);
      let source = create(output);
      if (source && opts.strictSlashes !== true) {
        source += `${SLASH_LITERAL}?`;
      }
      return source;
    };
    module.exports = parse;
  }
});

// node_modules/picomatch/lib/picomatch.js
var require_picomatch = __commonJS({
  "node_modules/picomatch/lib/picomatch.js"(exports, module) {
    "use strict";
    var scan = require_scan();
    var parse = require_parse();
    var utils = require_utils();
    var constants7 = require_constants();
    var isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
    var picomatch2 = (glob, options, returnState = false) => {
      if (Array.isArray(glob)) {
        const fns = glob.map((input) => picomatch2(input, options, returnState));
        const arrayMatcher = (str) => {
          for (const isMatch of fns) {
            const state2 = isMatch(str);
            if (state2) return state2;
          }
          return false;
        };
        return arrayMatcher;
      }
      const isState = isObject(glob) && glob.tokens && glob.input;
      if (glob === "" || typeof glob !== "string" && !isState) {
        throw new TypeError("Expected pattern to be a non-empty string");
      }
      const opts = options || {};
      const posix = opts.windows;
      const regex = isState ? picomatch2.compileRe(glob, options) : picomatch2.makeRe(glob, options, false, true);
      const state = regex.state;
      delete regex.state;
      let isIgnored = () => false;
      if (opts.ignore) {
        const ignoreOpts = { ...options, ignore: null, onMatch: null, onResult: null };
        isIgnored = picomatch2(opts.ignore, ignoreOpts, returnState);
      }
      const matcher2 = (input, returnObject = false) => {
        const { isMatch, match, output } = picomatch2.test(input, regex, options, { glob, posix });
        const result = { glob, state, regex, posix, input, output, match, isMatch };
        if (typeof opts.onResult === "function") {
          opts.onResult(result);
        }
        if (isMatch === false) {
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (isIgnored(input)) {
          if (typeof opts.onIgnore === "function") {
            opts.onIgnore(result);
          }
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (typeof opts.onMatch === "function") {
          opts.onMatch(result);
        }
        return returnObject ? result : true;
      };
      if (returnState) {
        matcher2.state = state;
      }
      return matcher2;
    };
    picomatch2.test = (input, regex, options, { glob, posix } = {}) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected input to be a string");
      }
      if (input === "") {
        return { isMatch: false, output: "" };
      }
      const opts = options || {};
      const format = opts.format || (posix ? utils.toPosixSlashes : null);
      let match = input === glob;
      let output = match && format ? format(input) : input;
      if (match === false) {
        output = format ? format(input) : input;
        match = output === glob;
      }
      if (match === false || opts.capture === true) {
        if (opts.matchBase === true || opts.basename === true) {
          match = picomatch2.matchBase(input, regex, options, posix);
        } else {
          match = regex.exec(output);
        }
      }
      return { isMatch: Boolean(match), match, output };
    };
    picomatch2.matchBase = (input, glob, options, posix = options && options.windows) => {
      const regex = glob instanceof RegExp ? glob : picomatch2.makeRe(glob, options);
      return regex.test(utils.basename(input, { windows: posix }));
    };
    picomatch2.isMatch = (str, patterns, options) => picomatch2(patterns, options)(str);
    picomatch2.parse = (pattern, options) => {
      if (Array.isArray(pattern)) return pattern.map((p) => picomatch2.parse(p, options));
      return parse(pattern, { ...options, fastpaths: false });
    };
    picomatch2.scan = (input, options) => scan(input, options);
    picomatch2.compileRe = (state, options, returnOutput = false, returnState = false) => {
      if (returnOutput === true) {
        return state.output;
      }
      const opts = options || {};
      const prepend = opts.contains ? "" : "^";
      const append = opts.contains ? "" : "$";
      let source = `${prepend}(?:${state.output})${append}`;
      if (state && state.negated === true) {
        source = `^(?!${source}).*$`;
      }
      const regex = picomatch2.toRegex(source, options);
      if (returnState === true) {
        regex.state = state;
      }
      return regex;
    };
    picomatch2.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
      if (!input || typeof input !== "string") {
        throw new TypeError("Expected a non-empty string");
      }
      let parsed = { negated: false, fastpaths: true };
      if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) {
        parsed.output = parse.fastpaths(input, options);
      }
      if (!parsed.output) {
        parsed = parse(input, options);
      }
      return picomatch2.compileRe(parsed, options, returnOutput, returnState);
    };
    picomatch2.toRegex = (source, options) => {
      try {
        const opts = options || {};
        return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
      } catch (err) {
        if (options && options.debug === true) throw err;
        return /$^/;
      }
    };
    picomatch2.constants = constants7;
    module.exports = picomatch2;
  }
});

// node_modules/picomatch/index.js
var require_picomatch2 = __commonJS({
  "node_modules/picomatch/index.js"(exports, module) {
    "use strict";
    var pico = require_picomatch();
    var utils = require_utils();
    function picomatch2(glob, options, returnState = false) {
      if (options && (options.windows === null || options.windows === void 0)) {
        options = { ...options, windows: utils.isWindows() };
      }
      return pico(glob, options, returnState);
    }
    Object.assign(picomatch2, pico);
    module.exports = picomatch2;
  }
});

// src/app/accepted-rules.ts
var ACCEPTED_FOR_REBUILD = {
  word: "normalized",
  normalisers: DEFAULT_NORMALISERS
};
var ACCEPTED_WITHOUT_BUILD = {
  word: "explained",
  normalisers: DEFAULT_NORMALISERS
};

// src/adapters/build-runner.ts
import { mkdir, realpath, stat } from "node:fs/promises";
import path3 from "node:path";

// src/adapters/build-log.ts
var MOST_LINES = 200;
var MOST_BYTES = 16 * 1024;
var BuildLog = class {
  #pieces = [];
  #kept = 0;
  #total = 0;
  get total() {
    return this.#total;
  }
  append(chunk) {
    this.#total += chunk.length;
    const piece = Buffer.from(chunk.subarray(-MOST_BYTES));
    this.#pieces.push(piece);
    this.#kept += piece.length;
    if (this.#kept > 4 * MOST_BYTES) {
      this.#pieces = [this.#bytes()];
      this.#kept = MOST_BYTES;
    }
  }
  /** The last 200 lines, at most 16 KiB of them; a line that was cut in front is left out if there are others. */
  tail() {
    const text = this.#bytes().toString("utf8");
    const cut = this.#total > MOST_BYTES && text.includes("\n");
    const whole = cut ? text.slice(text.indexOf("\n") + 1) : text;
    return whole.replace(/\n$/, "").split("\n").slice(-MOST_LINES).join("\n");
  }
  #bytes() {
    return Buffer.from(Buffer.concat(this.#pieces).subarray(-MOST_BYTES));
  }
};

// src/adapters/build-step.ts
var SHELL = 'umask 022; exec 2>&1; exec /bin/sh -ec "$1"';
var DRAIN_MS = 500;
async function runStep(step, limits) {
  if (step.signal.aborted) return INTERRUPTED;
  const group = spawnGroup("/bin/sh", ["-c", SHELL, "sh", step.command], {
    cwd: step.directory,
    env: step.environment,
    stdio: ["ignore", "pipe", "ignore"]
  });
  const stopped = stopper(group, step, limits);
  group.child.stdout?.on("data", (chunk) => {
    step.log.append(chunk);
    step.onOutput(chunk);
    if (step.log.total > limits.logBytes) stopped.because(logLimit(limits.logBytes));
  });
  try {
    const ended2 = await exitOf(group);
    return stopped.reason() ?? ended2;
  } finally {
    stopped.done();
    group.signal("SIGKILL");
    killSurvivors(step.home);
    await drained(group);
    group.release();
  }
}
var INTERRUPTED = { reason: "interrupted", detail: "stopped on request" };
function logLimit(bytes) {
  return { reason: "log-limit", detail: `more than ${String(bytes)} bytes of output` };
}
function stopper(group, step, limits) {
  let reason = null;
  let last;
  const because = (given) => {
    if (reason !== null) return;
    reason = given;
    group.signal("SIGTERM");
    last = setTimeout(() => {
      group.signal("SIGKILL");
    }, limits.graceMs);
  };
  const deadline = setTimeout(
    () => {
      because({ reason: "timeout", detail: "the time for the build is over" });
    },
    Math.max(0, step.deadlineMs)
  );
  const abort = () => {
    because(INTERRUPTED);
  };
  step.signal.addEventListener("abort", abort, { once: true });
  return {
    because,
    reason: () => reason,
    done() {
      clearTimeout(deadline);
      clearTimeout(last);
      step.signal.removeEventListener("abort", abort);
    }
  };
}
function exitOf(group) {
  return new Promise((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("exit", (status, signal) => {
      if (status === 0) resolve(null);
      else if (status === null) resolve({ reason: "signal", detail: String(signal) });
      else resolve({ reason: "exit", detail: `exit status ${String(status)}` });
    });
  });
}
async function drained(group) {
  const stream = group.child.stdout;
  if (stream === null || stream.closed) return;
  await new Promise((resolve) => {
    const enough = setTimeout(resolve, DRAIN_MS);
    stream.once("close", () => {
      clearTimeout(enough);
      resolve();
    });
  });
  stream.destroy();
}

// src/adapters/collect-outputs.ts
var import_picomatch = __toESM(require_picomatch2(), 1);
import { constants, lstatSync, readdirSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";

// src/adapters/disk-path.ts
function onDisk(folder, path9) {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path9, "latin1")]);
}
function foldersOf(paths) {
  const folders = /* @__PURE__ */ new Set();
  for (const path9 of paths) {
    for (let at = path9.indexOf("/"); at >= 0; at = path9.indexOf("/", at + 1)) {
      folders.add(path9.slice(0, at));
    }
  }
  return [...folders];
}

// src/adapters/collect-outputs.ts
var OUTPUT_LIMITS = { files: 1e3, bytes: 16 * 2 ** 30, entries: 2e6 };
function stampFiles(root, paths) {
  const stamps = /* @__PURE__ */ new Map();
  for (const name of paths) {
    const facts = lstatSync(onDisk(root, name), { bigint: true, throwIfNoEntry: false });
    if (facts !== void 0) stamps.set(name, stampOf(facts));
  }
  return stamps;
}
function stampOf(facts) {
  return `${String(facts.ino)} ${String(facts.ctimeNs)}`;
}
async function collectOutputs(request, limits) {
  const prefix = path.relative(request.root, request.directory);
  const isOutput = matcher(request.globs);
  const found = [];
  const untouched = [];
  for (const { name, facts } of walk(request.root, prefix, limits.entries)) {
    const inside = prefix === "" ? name : name.slice(Buffer.byteLength(prefix) + 1);
    if (facts.isDirectory() || !isOutput(Buffer.from(inside, "latin1").toString("utf8"))) continue;
    if (request.before.get(name) === stampOf(facts)) {
      untouched.push(displayPath(name));
      continue;
    }
    refuseUnsafe(name, facts);
    found.push(name);
    if (found.length > limits.files) throw overLimit(`at most ${String(limits.files)} outputs`);
  }
  found.sort((one, other) => one < other ? -1 : 1);
  const files = [];
  const copies = /* @__PURE__ */ new Map();
  let left = limits.bytes;
  for (const name of found) {
    const copy = path.join(request.into, String(files.length));
    const print = await copyFile(onDisk(request.root, name), copy, left, name);
    left -= print.size;
    const shown5 = displayPath(name);
    files.push({ path: shown5, name: shown5.slice(shown5.lastIndexOf("/") + 1), ...print });
    copies.set(shown5, copy);
  }
  return { files, copies, untouched };
}
function matcher(globs) {
  const negated = globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const wanted = globs.filter((glob) => !glob.startsWith("!")).map((glob) => glob.replace(/^\.\//, ""));
  return (0, import_picomatch.default)(wanted, { dot: true, ignore: negated, strictSlashes: true });
}
function* walk(root, prefix, most) {
  let entries = 0;
  const folders = [pathFromBytes(Buffer.from(prefix))];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    const place = folder === "" ? Buffer.from(root) : onDisk(root, folder);
    for (const entry of readdirSync(place, { encoding: "buffer" })) {
      const name = `${folder === "" ? "" : `${folder}/`}${pathFromBytes(entry)}`;
      if (name === ".git") continue;
      entries += 1;
      if (entries > most) throw overLimit(`at most ${String(most)} entries in the build folder`);
      const facts = lstatSync(onDisk(root, name), { bigint: true });
      if (facts.isDirectory()) folders.push(name);
      yield { name, facts };
    }
  }
}
function refuseUnsafe(name, facts) {
  const reason = facts.isSymbolicLink() ? "a symbolic link" : !facts.isFile() ? "no regular file" : facts.nlink !== 1n ? "a file with a second name (hard link)" : null;
  if (reason !== null) throw unsafe(name, reason);
}
async function copyFile(from, to, most, name) {
  var _stack = [];
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const source = __using(_stack, await open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK), true);
    refuseUnsafe(name, await source.stat({ bigint: true }));
    const target = __using(_stack, await open(to, "wx", 384), true);
    const hasher = newHasher();
    let size = 0;
    for await (const chunk of source.createReadStream({
      autoClose: false
    })) {
      size += chunk.length;
      if (size > most) throw overLimit(`at most ${String(OUTPUT_LIMITS.bytes)} bytes of outputs`);
      hasher.update(chunk);
      await target.writeFile(chunk);
    }
    return hasher.fingerprint();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function unsafe(name, found) {
  return new BuildError("output-unsafe", {
    expected: `the output "${displayPath(name)}" to be a regular file with one name`,
    found,
    next: "Let the build copy it to a file of its own (`cp -L`), or narrow --output."
  });
}
function overLimit(expected) {
  return new BuildError("output-limit", {
    expected,
    found: "more",
    next: "Narrow --output to the files that are released."
  });
}

// src/adapters/tool-versions.ts
import { constants as constants2 } from "node:fs";
import { access } from "node:fs/promises";
import path2 from "node:path";
var KNOWN_TOOLS = /* @__PURE__ */ new Map([
  ["node", ["--version"]],
  ["npm", ["--version"]],
  ["python3", ["--version"]],
  ["pip", ["--version"]],
  ["cargo", ["--version"]],
  ["go", ["version"]],
  ["java", ["-version"]],
  ["make", ["--version"]]
]);
var PATIENCE_MS = 5e3;
var REST_MS = 500;
var LONGEST_LINE = 200;
async function toolVersions(environment, directory, tools = KNOWN_TOOLS, patienceMs = PATIENCE_MS) {
  const folders = (environment["PATH"] ?? "").split(":");
  const ask = (program, args) => firstLine(program, args, { directory, environment, patienceMs });
  const asked = [...tools].map(async ([name, args]) => {
    const program = await findProgram(name, folders);
    return [name, program === null ? null : await ask(program, args)];
  });
  const versions = /* @__PURE__ */ new Map();
  for (const [name, line] of await Promise.all(asked)) if (line !== null) versions.set(name, line);
  return versions;
}
async function findProgram(name, folders) {
  for (const folder of folders) {
    const place = path2.join(folder, name);
    try {
      await access(place, constants2.X_OK);
      return place;
    } catch {
    }
  }
  return null;
}
function firstLine(program, args, question) {
  const group = spawnGroup(program, args, {
    cwd: question.directory,
    env: question.environment,
    stdio: ["ignore", "pipe", "pipe"]
  });
  const patience = setTimeout(() => {
    group.signal("SIGKILL");
  }, question.patienceMs);
  let said = "";
  for (const stream of [group.child.stdout, group.child.stderr]) {
    stream?.on("data", (chunk) => {
      if (said.length < LONGEST_LINE) said += chunk.toString("utf8");
    });
  }
  return new Promise((resolve) => {
    const done = (line) => {
      clearTimeout(patience);
      group.release();
      group.child.stdout?.destroy();
      group.child.stderr?.destroy();
      resolve(line);
    };
    group.child.once("error", () => {
      done(null);
    });
    group.child.once("exit", (status) => {
      const answer = () => {
        clearTimeout(rest);
        const line = said.split("\n")[0]?.trim().slice(0, LONGEST_LINE) ?? "";
        done(status === 0 && line !== "" ? line : null);
      };
      const rest = setTimeout(answer, REST_MS);
      group.child.once("close", answer);
    });
  });
}

// src/adapters/build-runner.ts
var SYSTEM_PATH = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
  "/opt/homebrew/bin"
];
var STEP_LIMITS = { graceMs: 5e3, logBytes: 1024 ** 3 };
var ProcessSandbox = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  /** Throws `BuildError`, and what checking the source out throws; a build that fails is an outcome. */
  async run(plan, source, scratch, progress, signal) {
    const { clock } = this.#options;
    const folders = await makeFolders(scratch);
    const environment = await buildEnvironment(plan, folders);
    const root = await source.checkOut(folders.run);
    const directory = await workFolder(root, plan);
    const before = stampFiles(root, source.tree.files.keys());
    const tools = await this.#askTools(environment, await makeFolders(scratch));
    const start = clock.monotonic();
    const log = new BuildLog();
    let failure = null;
    for (const phase of plan.phases) {
      progress.phase("rebuild", `${phase.name}: ${phase.command}`);
      const deadlineMs = plan.timeoutMs - (clock.monotonic() - start);
      const { command } = phase;
      const onOutput = progress.buildOutput.bind(progress);
      failure = await runStep(
        { command, directory, environment, home: folders.run, deadlineMs, log, onOutput, signal },
        this.#options.steps ?? STEP_LIMITS
      ).catch(notStarted);
      if (failure !== null) break;
    }
    const durationMs = Math.round(clock.monotonic() - start);
    const collected = failure === null ? await this.#collect({
      root,
      directory,
      globs: plan.outputs,
      before,
      into: folders.outputs
    }) : null;
    const record = {
      plan,
      sandbox: { requested: "auto", reached: "process" },
      network: { requested: plan.phases.at(-1)?.network ?? "open", reached: "open" },
      tools,
      durationMs,
      outcome: outcomeOf(failure, collected, plan, log)
    };
    return { record, copies: collected?.copies ?? /* @__PURE__ */ new Map() };
  }
  /** In folders that the build does not get: some programs write to their home when they are asked. */
  #askTools(environment, apart) {
    return toolVersions(
      { ...environment, ...homeVariables(apart) },
      apart.home,
      this.#options.tools ?? KNOWN_TOOLS
    );
  }
  async #collect(request) {
    try {
      return await collectOutputs(request, this.#options.outputs ?? OUTPUT_LIMITS);
    } catch (cause) {
      if (cause instanceof GateError) throw cause;
      throw new BuildError("output-unsafe", {
        expected: "the build folder to be readable",
        found: cause instanceof Error ? cause.message : String(cause),
        next: "Check what the build does with permissions, and the free space of TMPDIR.",
        cause
      });
    }
  }
};
function outcomeOf(failure, collected, plan, log) {
  if (failure !== null) return { kind: "failed", ...failure, logTail: log.tail() };
  if (collected !== null && collected.files.length > 0) {
    return { kind: "built", files: collected.files };
  }
  const untouched = collected?.untouched ?? [];
  const hint = untouched.length === 0 ? "" : `; ${untouched.slice(0, 3).join(", ")} is in the commit and was not made again`;
  return {
    kind: "failed",
    reason: "no-output",
    detail: `no new file matches ${plan.outputs.join(", ")}${hint}`,
    logTail: log.tail()
  };
}
async function makeFolders(scratch) {
  const run = await scratch.directory("build");
  const outputs = await scratch.directory("outputs");
  const folders = { run, outputs, home: path3.join(run, "home"), temporary: path3.join(run, "tmp") };
  for (const folder of [folders.home, folders.temporary]) await mkdir(folder, { mode: 448 });
  for (const [, place] of xdgFolders(folders)) await mkdir(place, { recursive: true, mode: 448 });
  return folders;
}
function xdgFolders(folders) {
  return [
    ["XDG_CONFIG_HOME", path3.join(folders.home, ".config")],
    ["XDG_CACHE_HOME", path3.join(folders.home, ".cache")],
    ["XDG_DATA_HOME", path3.join(folders.home, ".local", "share")],
    ["XDG_STATE_HOME", path3.join(folders.home, ".local", "state")],
    ["XDG_RUNTIME_DIR", path3.join(folders.run, "runtime")]
  ];
}
function homeVariables(folders) {
  return {
    HOME: folders.home,
    TMPDIR: folders.temporary,
    ...Object.fromEntries(xdgFolders(folders))
  };
}
async function buildEnvironment(plan, folders) {
  const tools = [];
  for (const folder of plan.tools) tools.push(await checkTools(folder));
  const system = [];
  for (const folder of SYSTEM_PATH) if (await isFolder(folder)) system.push(folder);
  return {
    ...Object.fromEntries(plan.environment),
    ...homeVariables(folders),
    PATH: [...tools, ...system].join(":")
  };
}
async function checkTools(folder) {
  if (path3.isAbsolute(folder) && !folder.includes(":") && await isFolder(folder)) return folder;
  throw new BuildError("tools-unusable", {
    expected: "--tools with absolute folders that exist and have no colon in their name",
    found: `"${folder}"`,
    next: "Pass the folder that holds the programs, such as the bin folder of a virtual environment."
  });
}
async function isFolder(folder) {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
async function workFolder(root, plan) {
  if (plan.directory === void 0) return root;
  const folder = path3.join(root, plan.directory);
  const isInside = folder.startsWith(`${root}/`);
  if (isInside && await isFolder(folder) && await realpath(folder) === folder) return folder;
  throw new BuildError("build-not-started", {
    expected: `a folder "${plan.directory}" in the commit`,
    found: "none",
    next: "Pass --source with a folder that the commit has."
  });
}
function notStarted(cause) {
  throw new BuildError("build-not-started", {
    expected: "/bin/sh to start",
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check that this machine has /bin/sh and room for another process.",
    cause
  });
}

// src/adapters/git-source.ts
import { mkdir as mkdir4 } from "node:fs/promises";
import path8 from "node:path";

// src/core/git/source-digest.ts
function digestTree(files) {
  const hasher = newHasher();
  const ascii = new TextEncoder();
  const sorted = [...files].sort(([one], [other]) => one < other ? -1 : 1);
  for (const [path9, file] of sorted) {
    hasher.update(ascii.encode(`${file.mode} ${file.sha256 ?? file.objectId}	`));
    hasher.update(pathToBytes(path9));
    hasher.update(ascii.encode("\0"));
  }
  return hasher.fingerprint().sha256;
}

// src/adapters/build-repository.ts
import { constants as constants3 } from "node:fs";
import { cp } from "node:fs/promises";
import path4 from "node:path";

// src/adapters/object-store.ts
import { mkdir as mkdir2 } from "node:fs/promises";

// src/core/git/object-id.ts
import { createHash } from "node:crypto";
function newObjectIdHasher(format, kind, size) {
  const hash = createHash(format);
  hash.update(`${kind} ${String(size)}\0`);
  return {
    update(bytes) {
      hash.update(bytes);
    },
    objectId: () => hash.digest("hex")
  };
}
var HEX_DIGITS = { sha1: 40, sha256: 64 };
function objectIdBytes(format) {
  return HEX_DIGITS[format] / 2;
}
function formatOfId(text) {
  if (!/^[0-9a-f]+$/.test(text)) return null;
  return text.length === HEX_DIGITS.sha1 ? "sha1" : text.length === HEX_DIGITS.sha256 ? "sha256" : null;
}

// src/adapters/revision.ts
function resolveRevision(git, location, revision, directory) {
  if (revision.includes("\0")) throw unknown(revision, "a NUL character");
  return location.kind === "folder" ? resolveInFolder(git, location.folder, revision) : resolveAtUrl(git, location, revision, directory);
}
async function resolveInFolder(git, folder, revision) {
  const where = await git.run({
    args: [
      "rev-parse",
      "--path-format=absolute",
      "--git-common-dir",
      "--is-bare-repository",
      "--is-shallow-repository",
      "--show-prefix"
    ],
    directory: folder
  });
  const [remote = "", bare, shallow, prefix] = where.stdout.toString("utf8").split("\n");
  if (prefix === void 0) {
    throw new SourceError("source-not-a-repository", {
      expected: "the folder of a git repository",
      found: `"${folder}": ${where.stderr}`,
      next: "Pass --source with the folder of a clone."
    });
  }
  return {
    ...await parseRevision(git, folder, revision, shallow === "true"),
    remote,
    transport: "file",
    credentials: null,
    workTree: bare === "true" ? null : await workTreeOf(git, folder),
    subdirectory: prefix.replace(/\/$/, "")
  };
}
async function workTreeOf(git, folder) {
  const answer = await git.run({ args: ["rev-parse", "--show-toplevel"], directory: folder });
  if (answer.status !== 0) return null;
  const top = answer.stdout.toString("utf8").replace(/\n$/, "");
  return { folder: top, head: await headOf(git, folder) };
}
async function headOf(git, folder) {
  const answer = await git.run({
    args: ["rev-parse", "--quiet", "--verify", "HEAD^{commit}"],
    directory: folder
  });
  return answer.status === 0 ? answer.stdout.toString("latin1").trim() : null;
}
async function parseRevision(git, folder, revision, shallow) {
  const answer = await git.run({
    args: ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`],
    directory: folder
  });
  if (/ambiguous/.test(answer.stderr) && formatOfId(revision) === null) {
    throw ambiguous(revision, answer.stderr);
  }
  const commit = answer.stdout.toString("latin1").trim();
  const format = formatOfId(commit);
  if (format !== null) return { commit, format };
  throw unknown(revision, shallow ? "no such commit in this shallow clone" : answer.stderr);
}
async function resolveAtUrl(git, location, revision, directory) {
  const format = formatOfId(revision);
  const id = format === null ? await findRef(git, location, revision, directory) : { commit: revision, format };
  return {
    ...id,
    remote: location.url,
    transport: location.transport,
    credentials: location.credentials,
    workTree: null,
    subdirectory: ""
  };
}
async function findRef(git, location, revision, directory) {
  const answer = await git.run({
    args: ["ls-remote", "--quiet", "--", location.url],
    directory,
    transports: [location.transport],
    ...credentialCall(location.url, location.credentials)
  });
  if (answer.status !== 0) throw unreachable(location.url, answer.stderr);
  const refs = /* @__PURE__ */ new Map();
  for (const line of answer.stdout.toString("utf8").split("\n")) {
    const [id = "", name = ""] = line.split("	");
    refs.set(name, id);
  }
  const names = [revision, `refs/tags/${revision}`, `refs/heads/${revision}`].filter(
    (name) => name === "HEAD" || name.startsWith("refs/")
  );
  const found = new Set(
    names.map((name) => refs.get(`${name}^{}`) ?? refs.get(name)).filter((id) => id !== void 0)
  );
  if (found.size > 1) throw ambiguous(revision, "a branch and a tag of that name");
  const [commit = ""] = found;
  const format = formatOfId(commit);
  if (format !== null) return { commit, format };
  throw unknown(revision, `no branch or tag of that name at ${location.url}`);
}
function credentialCall(url, credentials) {
  if (credentials === null) return {};
  const answer = `printf 'username=%s\\npassword=%s\\n' "$SOURCE_USER" "$SOURCE_PASSWORD"`;
  const helper = `!answer() { ${answer}; }; answer`;
  return {
    settings: [`credential.${new URL(url).origin}.helper=${helper}`],
    environment: { SOURCE_USER: credentials.user, SOURCE_PASSWORD: credentials.password }
  };
}
function unreachable(url, found) {
  return new RemoteError("repository-unreachable", {
    expected: `the repository ${url} to answer`,
    found: found === "" ? "nothing" : found,
    next: "Check the URL, the network, the proxy variables and whether the repository needs credentials."
  });
}
function unknown(revision, found) {
  return new SourceError("commit-unknown", {
    expected: `the commit "${revision}" in the repository`,
    found: found === "" ? "no such commit" : found,
    next: "Pass --commit with a full commit id, a tag or a branch; a shallow clone may have to fetch it first."
  });
}
function ambiguous(revision, found) {
  return new SourceError("commit-ambiguous", {
    expected: `"${revision}" to name one commit`,
    found,
    next: "Pass the full commit id, or the whole name such as refs/tags/v1.0.0."
  });
}

// src/adapters/object-store.ts
var COMMIT_REF = "refs/rebuild-gate/commit";
async function createStore(git, folder, format) {
  await mkdir2(folder, { mode: 448 });
  await git.must({
    args: ["init", "--quiet", "--bare", "--template=", `--object-format=${format}`, "."],
    directory: folder
  });
  return { path: folder, format };
}
async function fetchCommit(git, store, source) {
  const one = [`${source.commit}:${COMMIT_REF}`];
  const answer = await fetch(git, store, source, ["--no-tags", "--depth=1"], one);
  const complete = answer.status !== 0;
  if (complete) await fetchEverything(git, store, source);
  const peeled = await git.run({
    args: ["rev-parse", "--quiet", "--verify", "--end-of-options", `${source.commit}^{commit}`],
    directory: store.path
  });
  if (peeled.status !== 0) throw absent(source, answer);
  const commit = peeled.stdout.toString("latin1").trim();
  return { commit, complete };
}
async function fetchEverything(git, store, source) {
  const refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
  const answer = await fetch(git, store, source, ["--no-tags"], refspecs);
  if (answer.status !== 0) throw failed(source, answer);
}
async function fetchHistory(git, store, source) {
  const shallow = await git.must({
    args: ["rev-parse", "--is-shallow-repository"],
    directory: store.path
  });
  const depth = shallow.toString("latin1").trim() === "true" ? ["--unshallow"] : [];
  const answer = await fetch(git, store, source, depth, [`+${source.commit}:${COMMIT_REF}`]);
  if (answer.status !== 0) throw failed(source, answer);
}
function fetch(git, store, source, options, refspecs) {
  return git.run({
    args: [
      "fetch",
      "--quiet",
      "--no-write-fetch-head",
      "--no-recurse-submodules",
      ...options,
      "--",
      source.remote,
      ...refspecs
    ],
    directory: store.path,
    transports: [source.transport],
    ...credentialCall(source.remote, source.credentials)
  });
}
function failed(source, answer) {
  if (source.transport === "https") return unreachable(source.remote, answer.stderr);
  return new SourceError("git-failed", {
    expected: `the commit ${source.commit} and its tree from ${source.remote}`,
    found: answer.stderr,
    next: "Check the clone with `git fsck`; a partial clone has to be completed with `git fetch --refetch --no-filter`."
  });
}
function absent(source, answer) {
  return new SourceError("commit-unknown", {
    expected: `the commit ${source.commit} at ${source.remote}`,
    found: answer.stderr,
    next: "Push the commit, or check its id."
  });
}

// src/adapters/build-repository.ts
async function addBuildRepository(git, store, tree, folder) {
  const repository = path4.join(folder, ".git");
  await cp(store.path, repository, { recursive: true, mode: constants3.COPYFILE_FICLONE });
  await git.must({
    args: ["update-ref", "--no-deref", "HEAD", tree.commit],
    directory: repository
  });
  await git.must({ args: ["update-ref", "-d", COMMIT_REF], directory: repository });
  await git.must({ args: ["config", "core.bare", "false"], directory: repository });
  await git.must({ args: ["read-tree", "HEAD"], directory: folder });
  await git.run({ args: ["update-index", "-q", "--refresh"], directory: folder });
}

// src/adapters/check-out.ts
import {
  chmodSync,
  closeSync,
  constants as constants4,
  fchmodSync,
  futimesSync,
  lutimesSync,
  mkdirSync,
  openSync,
  symlinkSync,
  utimesSync,
  writeSync
} from "node:fs";
import path6 from "node:path";

// src/core/git/path-rules.ts
var IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
function unsafeName(name) {
  if (name === "") return "an empty name";
  if (name === "." || name === "..") return `the name "${name}"`;
  if (name.includes("/")) return "a slash inside a name";
  if (name.split("\\").some(isGitFolder)) return "a name that some file systems read as .git";
  return null;
}
function isGitFolder(part) {
  const visible = isUtf8(part) ? new TextDecoder().decode(pathToBytes(part)).replace(IGNORED_BY_HFS, "") : part;
  const folded = visible.toLowerCase().replace(/:.*$/s, "").replace(/[. ]+$/, "");
  return folded === ".git" || folded === "git~1";
}
function foldedDuplicate(paths) {
  const seen = /* @__PURE__ */ new Map();
  for (const path9 of paths) {
    for (const prefix of prefixes(path9)) {
      const folded = new TextDecoder().decode(pathToBytes(prefix)).normalize("NFC").toLowerCase();
      const other = seen.get(folded);
      if (other !== void 0 && other !== prefix) return [other, prefix];
      seen.set(folded, prefix);
    }
  }
  return null;
}
function* prefixes(path9) {
  for (let at = path9.indexOf("/"); at >= 0; at = path9.indexOf("/", at + 1)) {
    yield path9.slice(0, at);
  }
  yield path9;
}

// src/adapters/case-folding.ts
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path5 from "node:path";
function foldsCase(folder) {
  const probe = path5.join(folder, "case-probe");
  writeFileSync(probe, "", { flag: "wx" });
  try {
    return existsSync(path5.join(folder, "CASE-PROBE"));
  } finally {
    rmSync(probe);
  }
}

// src/adapters/object-stream.ts
var NEWLINE = 10;
var LONGEST_HEADER = 256;
var ObjectStream = class {
  #format;
  #group;
  #signal;
  #waiting = [];
  #next = 0;
  #outbox = "";
  #header = Buffer.alloc(0);
  #body = null;
  /** The newline that follows each body. */
  #separator = false;
  #failure = null;
  constructor(git, store, format, signal) {
    this.#format = format;
    this.#signal = signal;
    this.#group = git.start({ args: ["cat-file", "--batch"], directory: store });
    const { child } = this.#group;
    child.stdin?.on("error", (cause) => {
      this.#fail(ended(cause.message, cause));
    });
    child.stdout?.on("data", (chunk) => {
      this.#receive(chunk);
    });
    let complaint = "";
    child.stderr?.on("data", (chunk) => {
      if (complaint.length < LONGEST_HEADER) complaint += chunk.toString("utf8");
    });
    child.once("error", (cause) => {
      this.#fail(ended(cause.message, cause));
    });
    child.once("close", () => {
      this.#fail(ended(complaint.trim()));
    });
  }
  /**
   * Streams one object to the visitor and resolves when its id is proven. Rejects with `SourceError`
   * (`object-mismatch`, `git-failed`), `InterruptedError`, or with what the visitor threw.
   */
  read(id, kind, visitor) {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, kind, visitor, resolve, reject });
      if (this.#outbox === "") queueMicrotask(this.#send);
      this.#outbox += `${id}
`;
    });
  }
  /** Lets the process of the caller end although the stream is open; `busy` keeps it alive during reads. */
  keepAlive(busy) {
    const { child } = this.#group;
    for (const handle of [child, child.stdin, child.stdout, child.stderr]) {
      if (busy) handle?.ref();
      else handle?.unref();
    }
  }
  close() {
    this.#group.release();
  }
  #send = () => {
    const requests = this.#outbox;
    this.#outbox = "";
    if (this.#failure === null) this.#group.child.stdin?.write(requests);
  };
  #receive(chunk) {
    try {
      for (let rest = chunk; rest.length > 0 && this.#failure === null; ) rest = this.#take(rest);
    } catch (cause) {
      this.#fail(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }
  /** Consumes a part of the chunk and returns what is left of it. */
  #take(chunk) {
    if (this.#separator) {
      if (chunk[0] !== NEWLINE) throw garbled("a newline after an object");
      this.#separator = false;
      return chunk.subarray(1);
    }
    if (this.#body === null) {
      const end = chunk.indexOf(NEWLINE);
      this.#header = Buffer.concat([this.#header, end < 0 ? chunk : chunk.subarray(0, end)]);
      if (this.#header.length > LONGEST_HEADER) throw garbled("a header line");
      if (end < 0) return chunk.subarray(chunk.length);
      this.#begin(this.#header.toString("latin1"));
      this.#header = Buffer.alloc(0);
      return chunk.subarray(end + 1);
    }
    const piece = chunk.subarray(0, this.#body.left);
    if (piece.length > 0) {
      this.#body.hasher.update(piece);
      this.#body.request.visitor.bytes(piece);
      this.#body.left -= piece.length;
    }
    if (this.#body.left === 0) this.#finish(this.#body);
    return chunk.subarray(piece.length);
  }
  #begin(header) {
    const request = this.#waiting[this.#next];
    if (request === void 0) throw garbled("no object that was not asked for");
    const [, size] = /^[0-9a-f]+ (?:commit|tree|blob|tag) (\d{1,15})$/.exec(header) ?? [];
    if (size === void 0) throw absent2(request, header);
    const left = Number(size);
    request.visitor.begin?.(left);
    const hasher = newObjectIdHasher(this.#format, request.kind, left);
    this.#body = { request, hasher, left };
    if (left === 0) this.#finish(this.#body);
  }
  #finish({ request, hasher }) {
    const found = hasher.objectId();
    if (found !== request.id) throw mismatch(request, `bytes with the id ${found}`);
    request.visitor.end?.();
    this.#body = null;
    this.#separator = true;
    this.#next += 1;
    if (this.#next === this.#waiting.length || this.#next >= 4096) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    request.resolve();
  }
  #fail(cause) {
    if (this.#failure !== null) return;
    this.#failure = this.#signal.aborted ? interrupted("reading the source", cause) : cause;
    this.#group.release();
    for (const request of this.#waiting.splice(this.#next)) request.reject(this.#failure);
    this.#waiting.length = 0;
    this.#next = 0;
  }
};
function ended(why, cause) {
  return new SourceError("git-failed", {
    expected: "`git cat-file --batch` to answer",
    found: `its end${why === "" ? "" : `: ${why}`}`,
    next: "Check that git works on this machine: `git --version`.",
    cause
  });
}
function mismatch(request, found) {
  return new SourceError("object-mismatch", {
    expected: `the ${request.kind} ${request.id}`,
    found,
    next: "The repository is damaged or was tampered with; run `git fsck` on it and clone it again."
  });
}
function absent2(request, header) {
  return new SourceError("git-failed", {
    expected: `the ${request.kind} ${request.id} in the object store`,
    found: header.endsWith(" missing") ? "no such object" : `"${header}"`,
    next: "A partial clone lacks objects: run `git fetch --refetch --no-filter` in it, or name the URL."
  });
}
function garbled(expected) {
  return new SourceError("git-failed", {
    expected: `${expected} from \`git cat-file --batch\``,
    found: "other bytes",
    next: "Check that git works on this machine: `git --version`."
  });
}

// src/adapters/check-out.ts
var FOLDER = "source";
var FOLDER_MODE = 493;
var FILE_MODES = { "100644": 420, "100755": 493 };
async function writeTree(request) {
  const { tree, links, parent } = request;
  if (request.folding ?? foldsCase(parent)) refuseFolded(tree);
  const root = path6.join(parent, FOLDER);
  try {
    makeFolder(root);
    const folders = foldersOf(tree.files.keys());
    for (const folder of folders) makeFolder(onDisk(root, folder));
    for (const [name, file] of tree.files) {
      if (file.mode === "160000") makeFolder(onDisk(root, name));
    }
    await writeFiles(request, root);
    for (const [name, target] of links) {
      const link = onDisk(root, name);
      symlinkSync(Buffer.from(pathToBytes(target)), link);
      lutimesSync(link, tree.committedAt, tree.committedAt);
    }
    for (const folder of [...folders].reverse()) setTime(onDisk(root, folder), tree);
    setTime(root, tree);
  } catch (cause) {
    throw cause instanceof GateError ? cause : diskFailed(cause);
  }
  return root;
}
async function writeFiles(request, root) {
  const { git, store, tree, signal } = request;
  const objects = new ObjectStream(git, store.path, store.format, signal);
  const open2 = /* @__PURE__ */ new Set();
  try {
    const reads = [];
    for (const [name, file] of tree.files) {
      if (file.mode !== "100644" && file.mode !== "100755") continue;
      const writer = new FileWriter(root, name, file, tree, open2);
      reads.push(objects.read(file.objectId, "blob", writer));
    }
    await Promise.all(reads);
  } finally {
    for (const descriptor of open2) closeSync(descriptor);
    objects.close();
  }
}
var FileWriter = class {
  #target;
  #name;
  #file;
  #time;
  #open;
  #hasher = newHasher();
  #descriptor = -1;
  constructor(root, name, file, tree, open2) {
    this.#target = onDisk(root, name);
    this.#name = name;
    this.#file = file;
    this.#time = tree.committedAt;
    this.#open = open2;
  }
  begin() {
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants4;
    this.#descriptor = openSync(this.#target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 384);
    this.#open.add(this.#descriptor);
  }
  bytes(chunk) {
    this.#hasher.update(chunk);
    for (let at = 0; at < chunk.length; ) at += writeSync(this.#descriptor, chunk, at);
  }
  end() {
    if (this.#hasher.fingerprint().sha256 !== this.#file.sha256) {
      throw new SourceError("object-mismatch", {
        expected: `the bytes that were proven for "${displayPath(this.#name)}"`,
        found: "other bytes with the same object id",
        next: "Run it again on a machine where nobody else can write to the temporary folder."
      });
    }
    fchmodSync(
      this.#descriptor,
      this.#file.mode === "100755" ? FILE_MODES["100755"] : FILE_MODES["100644"]
    );
    futimesSync(this.#descriptor, this.#time, this.#time);
    closeSync(this.#descriptor);
    this.#open.delete(this.#descriptor);
  }
};
function makeFolder(folder) {
  mkdirSync(folder);
  chmodSync(folder, FOLDER_MODE);
}
function setTime(folder, tree) {
  utimesSync(folder, tree.committedAt, tree.committedAt);
}
function refuseFolded(tree) {
  const pair = foldedDuplicate(tree.files.keys());
  if (pair === null) return;
  throw new SourceError("path-unsafe", {
    expected: "paths that this file system can tell apart",
    found: `"${displayPath(pair[0])}" and "${displayPath(pair[1])}"`,
    next: "Build on a file system that distinguishes upper and lower case."
  });
}
function diskFailed(cause) {
  return new RemoteError("disk-failed", {
    expected: "to write the source tree to the temporary folder",
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check free space and permissions of the temporary folder (TMPDIR).",
    cause
  });
}

// src/adapters/ignore-rules.ts
import { mkdir as mkdir3, writeFile } from "node:fs/promises";
import path7 from "node:path";
var LARGEST_IGNORE_FILE = 16 * 2 ** 20;
async function readIgnoreRules(git, directory, source, paths) {
  const asked = paths.filter(isSafePath);
  await writeIgnoreFiles(directory, source);
  await git.must({ args: ["init", "--quiet", "--template=", "."], directory });
  const answer = await git.run({
    args: ["check-ignore", "-v", "-z", "--stdin", "--no-index"],
    directory,
    // The prefix keeps a leading `:` from being read as pathspec magic.
    input: Buffer.from(asked.map((name) => `./${name}\0`).join(""), "latin1")
  });
  return parseAnswer(answer.stdout);
}
async function writeIgnoreFiles(directory, source) {
  const names = [...source.tree.files].filter(([name, file]) => /(^|\/)\.gitignore$/.test(name) && file.mode.startsWith("100")).map(([name]) => name);
  for (const folder of foldersOf(names)) await mkdir3(onDisk(directory, folder));
  for (const name of names) {
    const body = await source.readBlob(name, LARGEST_IGNORE_FILE);
    if (body !== void 0) await writeFile(onDisk(directory, name), body, { flag: "wx" });
  }
}
function parseAnswer(output) {
  const rules = /* @__PURE__ */ new Map();
  const fields = output.toString("latin1").split("\0");
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [file = "", line = "", pattern = "", name = ""] = fields.slice(at, at + 4);
    if (pattern.startsWith("!")) continue;
    rules.set(name.slice("./".length), {
      file: path7.posix.normalize(shown(file)),
      line: Number(line),
      pattern: shown(pattern)
    });
  }
  return rules;
}
function shown(latin12) {
  return displayPath(pathFromBytes(Buffer.from(latin12, "latin1")));
}
function isSafePath(name) {
  const parts = (name.endsWith("/") ? name.slice(0, -1) : name).split("/");
  return !name.includes("\0") && parts.every((part) => unsafeName(part) === null);
}

// src/adapters/source-location.ts
import { realpath as realpath2, stat as stat2 } from "node:fs/promises";
async function locateSource(repository) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(repository)) return urlLocation(repository);
  try {
    const folder = await realpath2(repository);
    if ((await stat2(folder)).isDirectory()) return { kind: "folder", folder };
  } catch (cause) {
    throw noRepository(repository, cause);
  }
  throw noRepository(repository);
}
function urlLocation(repository) {
  const parsed = URL.canParse(repository) ? new URL(repository) : null;
  const transport = parsed === null ? null : transportOf(parsed);
  if (parsed === null || transport === null) throw noRepository(withoutCredentials(repository));
  const credentials = credentialsOf(parsed);
  parsed.username = "";
  parsed.password = "";
  parsed.hash = "";
  return { kind: "url", url: parsed.href, transport, credentials };
}
function transportOf(url) {
  if (url.protocol === "https:") return "https";
  return url.protocol === "file:" && url.host === "" ? "file" : null;
}
function credentialsOf(url) {
  if (url.username + url.password === "") return null;
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  if (/[\r\n\0]/.test(user + password)) {
    throw new InputError("usage", {
      expected: "user name and password without line breaks in the repository's URL",
      found: "a line break",
      next: "Encode the URL again."
    });
  }
  return { user, password };
}
function withoutCredentials(text) {
  return text.replace(/[^/\s]*@/g, "");
}
function noRepository(found, cause) {
  return new SourceError("source-not-a-repository", {
    expected: "the folder of a git repository, or its https: or file: URL",
    found: `"${found}"`,
    next: "Pass --source with the folder of a clone, or with a URL such as https://host/owner/name.",
    cause
  });
}

// src/core/git/commit.ts
var LATEST_TIME = 253402300799;
function parseCommit(body, format) {
  const text = new TextDecoder("latin1").decode(body);
  const lines = text.slice(0, text.includes("\n\n") ? text.indexOf("\n\n") : text.length).split("\n");
  const tree = headerValue(lines[0], "tree");
  if (tree === null || formatOfId(tree) !== format) throw unsupported("its tree", lines[0]);
  let at = 1;
  for (let parent = headerValue(lines[at], "parent"); parent !== null; ) {
    if (formatOfId(parent) !== format) throw unsupported("its parents", lines[at]);
    parent = headerValue(lines[++at], "parent");
  }
  if (headerValue(lines[at], "author") === null) throw unsupported("its author", lines[at]);
  const committer = headerValue(lines[at + 1], "committer");
  const time = committer === null ? null : />\s(\d{1,15}) [+-]\d{4}$/.exec(committer);
  if (time === null) throw unsupported("its committer and time", lines[at + 1]);
  const committedAt = Number(time[1]);
  if (committedAt > LATEST_TIME)
    throw unsupported("a committer time before the year 10000", time[1]);
  return { tree, committedAt };
}
function headerValue(line, name) {
  return line?.startsWith(`${name} `) === true ? line.slice(name.length + 1) : null;
}
function unsupported(expected, found) {
  return new SourceError("object-unsupported", {
    expected: `a commit object that names ${expected}`,
    found: found === void 0 ? "its end" : `"${found}"`,
    next: "Check the repository with `git fsck`; a commit in this form cannot be proven."
  });
}

// src/core/git/link-target.ts
var MOST_HOPS = 64;
function leavesTree(path9, target, links) {
  const at = folderOf(path9);
  const left = [target];
  for (let hops = 0; hops < MOST_HOPS; ) {
    const step = left.pop();
    if (step === void 0) return false;
    if (step.startsWith("/") || step === "" || step.includes("\0")) return true;
    const slash = step.indexOf("/");
    const name = slash < 0 ? step : step.slice(0, slash);
    const rest = slash < 0 ? "" : step.slice(slash).replace(/^\/+/, "");
    if (rest !== "") left.push(rest);
    if (name === ".") continue;
    if (name === "..") {
      if (at.pop() === void 0) return true;
      continue;
    }
    const next = links.get([...at, name].join("/"));
    if (next === void 0) {
      at.push(name);
    } else {
      hops += 1;
      left.push(next);
    }
  }
  return false;
}
function folderOf(path9) {
  return path9.split("/").slice(0, -1);
}

// src/core/git/lfs-pointer.ts
var LARGEST_LFS_POINTER = 1024;
var FIRST_LINE = "version https://git-lfs.github.com/spec/v1\n";
function isLfsPointer(body) {
  return body.byteLength < LARGEST_LFS_POINTER && new TextDecoder("latin1").decode(body).startsWith(FIRST_LINE);
}

// src/core/git/tree.ts
var MODES = /* @__PURE__ */ new Map([
  ["40000", "040000"],
  ["100644", "100644"],
  ["100664", "100644"],
  ["100755", "100755"],
  ["120000", "120000"],
  ["160000", "160000"]
]);
var SPACE = 32;
var LONGEST_MODE = 6;
function parseTree(body, format) {
  const entries = [];
  const names = /* @__PURE__ */ new Set();
  const idLength = objectIdBytes(format);
  let before = "";
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(SPACE, at);
    const end = body.indexOf(0, at);
    const next = end + 1 + idLength;
    if (space < 0 || space - at > LONGEST_MODE || end < space || next > body.length) {
      throw unsupported2("entries of mode, name and id", `byte ${String(at)} of a tree`);
    }
    const spelled = String.fromCharCode(...body.subarray(at, space));
    const mode = MODES.get(spelled);
    if (mode === void 0) throw unsupported2("a known file mode", `"${spelled}"`);
    const name = pathFromBytes(body.subarray(space + 1, end));
    const key = mode === "040000" ? `${name}/` : name;
    if (names.has(name)) throw unsupported2("each name once", `"${name}" twice`);
    if (key < before) throw unsupported2("names in git's order", `"${name}" after "${before}"`);
    names.add(name);
    before = key;
    entries.push({ mode, name, objectId: hex(body.subarray(end + 1, next)) });
    at = next;
  }
  return entries;
}
function hex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
function unsupported2(expected, found) {
  return new SourceError("object-unsupported", {
    expected: `a tree object with ${expected}`,
    found,
    next: "Check the repository with `git fsck`; a tree in this form cannot be proven."
  });
}

// src/adapters/tree-proof.ts
var SOURCE_LIMITS = {
  paths: 5e5,
  objectBytes: 64 * 2 ** 20,
  totalBytes: 16 * 2 ** 30
};
var LONGEST_PATH = 4096;
async function proveTree(objects, commitId, format, limits) {
  const commit = parseCommit(
    await wholeObject(objects, commitId, "commit", limits.objectBytes),
    format
  );
  const leaves = await walk2(objects, commit.tree, format, limits);
  const blobs = await readBlobs(objects, leaves, limits.totalBytes);
  const files = /* @__PURE__ */ new Map();
  const links = /* @__PURE__ */ new Map();
  const lfsPointers = [];
  for (const { path: path9, mode, objectId } of leaves) {
    const blob = blobs.get(objectId);
    if (mode === "160000" || blob === void 0) {
      files.set(path9, { mode, objectId, sha256: null, size: 0 });
      continue;
    }
    files.set(path9, { mode, objectId, sha256: blob.sha256, size: blob.size });
    if (mode === "120000") links.set(path9, linkTarget(path9, blob));
    else if (blob.isLfsPointer) lfsPointers.push(path9);
  }
  for (const [path9, target] of links) {
    if (leavesTree(path9, target, links)) {
      throw unsafe2(`a link that stays inside the tree at "${displayPath(path9)}"`, target);
    }
  }
  return { commit, files, links, lfsPointers };
}
async function walk2(objects, root, format, limits) {
  const parsed = /* @__PURE__ */ new Map();
  const leaves = [];
  let level = [{ prefix: "", objectId: root }];
  let paths = 0;
  while (level.length > 0) {
    const unread = new Set(level.map((tree) => tree.objectId).filter((id) => !parsed.has(id)));
    await Promise.all(
      [...unread].map(async (id) => {
        const body = await wholeObject(objects, id, "tree", limits.objectBytes);
        parsed.set(id, parseTree(body, format));
      })
    );
    const below = [];
    for (const tree of level) {
      for (const { mode, name, objectId } of parsed.get(tree.objectId) ?? []) {
        const path9 = `${tree.prefix}${name}`;
        checkPath(path9, name);
        paths += 1;
        if (paths > limits.paths) throw tooLarge(`at most ${String(limits.paths)} paths`, "more");
        if (mode === "040000") below.push({ prefix: `${path9}/`, objectId });
        else leaves.push({ path: path9, mode, objectId });
      }
    }
    level = below;
  }
  return leaves;
}
function checkPath(path9, name) {
  const reason = unsafeName(name);
  if (reason !== null)
    throw unsafe2("names that are safe to write", `${reason} in "${displayPath(path9)}"`);
  if (path9.length > LONGEST_PATH) {
    throw unsafe2(`paths of at most ${String(LONGEST_PATH)} bytes`, displayPath(path9));
  }
}
async function readBlobs(objects, leaves, totalBytes) {
  const facts = /* @__PURE__ */ new Map();
  const blobs = leaves.filter((leaf) => leaf.mode !== "160000");
  const linkIds = new Set(
    blobs.filter((leaf) => leaf.mode === "120000").map((leaf) => leaf.objectId)
  );
  let total = 0;
  const readOne = async (id) => {
    const hasher = newHasher();
    const pieces = [];
    const most = linkIds.has(id) ? LONGEST_PATH : LARGEST_LFS_POINTER;
    let announced = 0;
    await objects.read(id, "blob", {
      begin(size) {
        announced = size;
        total += size;
        if (total > totalBytes) throw tooLarge(`at most ${String(totalBytes)} bytes`, "more");
      },
      bytes(chunk) {
        hasher.update(chunk);
        if (announced <= most) pieces.push(chunk);
      }
    });
    const short = announced <= most ? Buffer.concat(pieces) : null;
    facts.set(id, {
      ...hasher.fingerprint(),
      target: linkIds.has(id) ? short : null,
      isLfsPointer: short !== null && isLfsPointer(short)
    });
  };
  await Promise.all([...new Set(blobs.map((leaf) => leaf.objectId))].map(readOne));
  return facts;
}
async function wholeObject(objects, id, kind, most) {
  const pieces = [];
  await objects.read(id, kind, {
    begin(size) {
      if (size > most) throw tooLarge(`a ${kind} of at most ${String(most)} bytes`, String(size));
    },
    bytes: (chunk) => pieces.push(chunk)
  });
  return Buffer.concat(pieces);
}
function linkTarget(path9, blob) {
  if (blob.target !== null) return pathFromBytes(blob.target);
  throw unsafe2(
    `a link target of at most ${String(LONGEST_PATH)} bytes at "${displayPath(path9)}"`,
    `${String(blob.size)} bytes`
  );
}
function unsafe2(expected, found) {
  return new SourceError("path-unsafe", {
    expected,
    found,
    next: "Remove the entry from the commit; writing it would reach outside the source tree."
  });
}
function tooLarge(expected, found) {
  return new SourceError("source-too-large", {
    expected: `a source with ${expected}`,
    found,
    next: "The limits are fixed (docs/source.md); a larger source cannot be proven."
  });
}

// src/adapters/work-tree.ts
import {
  closeSync as closeSync2,
  constants as constants5,
  lstatSync as lstatSync2,
  openSync as openSync2,
  readdirSync as readdirSync2,
  readlinkSync,
  readSync
} from "node:fs";
async function describeWorkTree(workTree, tree, links) {
  const changed = [];
  let sinceBreak = 0;
  for (const [path9, file] of tree.files) {
    if (!isUnchanged(workTree, path9, file, tree, links.get(path9))) changed.push(path9);
    if (++sinceBreak % 256 === 0) await new Promise(setImmediate);
  }
  return { changed, added: addedPaths(workTree, tree) };
}
function isUnchanged(workTree, path9, file, tree, target) {
  const place = onDisk(workTree, path9);
  try {
    const facts = lstatSync2(place);
    if (file.mode === "160000") return facts.isDirectory();
    if (target !== void 0) {
      return facts.isSymbolicLink() && pathFromBytes(readlinkSync(place, { encoding: "buffer" })) === target;
    }
    const executable = (facts.mode & 64) !== 0;
    return facts.isFile() && facts.size === file.size && executable === (file.mode === "100755") && blobId(place, file.size, tree) === file.objectId;
  } catch {
    return false;
  }
}
var CHUNK = 128 * 1024;
function blobId(place, size, tree) {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants5;
  const descriptor = openSync2(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const hasher = newObjectIdHasher(tree.objectFormat, "blob", size);
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let read = -1; read !== 0; ) {
      read = readSync(descriptor, buffer);
      hasher.update(buffer.subarray(0, read));
    }
    return hasher.objectId();
  } finally {
    closeSync2(descriptor);
  }
}
function addedPaths(workTree, tree) {
  const tracked2 = new Set(foldersOf(tree.files.keys()));
  const added = [];
  for (const folder of ["", ...tracked2]) {
    for (const entry of entriesOf(workTree, folder)) {
      const path9 = `${folder === "" ? "" : `${folder}/`}${pathFromBytes(entry.name)}`;
      if (path9 === ".git" || tree.files.has(path9) || tracked2.has(path9)) continue;
      added.push(entry.isDirectory() ? `${path9}/` : path9);
    }
  }
  return added.sort((one, other) => one < other ? -1 : 1);
}
function entriesOf(workTree, folder) {
  try {
    const place = folder === "" ? Buffer.from(workTree) : onDisk(workTree, folder);
    if (!lstatSync2(place).isDirectory()) return [];
    return readdirSync2(place, { withFileTypes: true, encoding: "buffer" });
  } catch {
    return [];
  }
}

// src/adapters/git-source.ts
var GitSourceProver = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  async prove(request, scratch, progress, signal) {
    const binary = await findGit(this.#options.gitCandidates);
    const folder = await scratch.directory("source");
    const home = path8.join(folder, "home");
    await mkdir4(home, { mode: 448 });
    const git = await Git.open(binary, home, this.#options.environment, signal);
    const location = await locateSource(request.repository);
    const resolved = await resolveRevision(git, location, request.revision, home);
    const { format } = resolved;
    progress.phase("source", `commit ${resolved.commit}`);
    const store = await createStore(git, path8.join(folder, "store.git"), format);
    const { commit, complete } = await fetchCommit(git, store, resolved);
    const source = { ...resolved, commit };
    const objects = new ObjectStream(git, store.path, format, signal);
    let proven2;
    try {
      const limits = this.#options.limits ?? SOURCE_LIMITS;
      proven2 = await proveTree(objects, source.commit, format, limits);
    } finally {
      objects.close();
    }
    const tree = {
      repository: location.kind === "url" ? location.url : request.repository,
      objectFormat: format,
      commit: source.commit,
      tree: proven2.commit.tree,
      treeSha256: digestTree(proven2.files),
      committedAt: proven2.commit.committedAt,
      files: proven2.files,
      ...source.subdirectory === "" ? {} : { subdirectory: source.subdirectory }
    };
    const result = new StoredSource(
      { git, store, source, scratch, signal, tree, proven: proven2 },
      complete
    );
    tellNotices(proven2, progress);
    await tellWorkTree(result, source, proven2, progress);
    return result;
  }
};
var IDLE_MS = 500;
var StoredSource = class {
  tree;
  #parts;
  #history;
  #objects = null;
  #readers = 0;
  #idle;
  constructor(parts, hasHistory) {
    this.tree = parts.tree;
    this.#parts = parts;
    this.#history = hasHistory ? Promise.resolve() : null;
  }
  async checkOut(parent) {
    const { git, store, source, tree, proven: proven2, signal } = this.#parts;
    await (this.#history ??= fetchHistory(git, store, source));
    const folder = await writeTree({ git, store, tree, links: proven2.links, parent, signal });
    await addBuildRepository(git, store, tree, folder);
    return folder;
  }
  async readBlob(name, limit) {
    const file = this.tree.files.get(name);
    if (file === void 0 || file.sha256 === null || file.size > limit) return void 0;
    const body = await this.#read(file.objectId, limit);
    if (sha256Hex(body) === file.sha256) return body;
    throw new SourceError("object-mismatch", {
      expected: `the bytes that were proven for "${displayPath(name)}"`,
      found: "other bytes with the same object id",
      next: "Somebody wrote to the temporary folder of this run; run it again on a machine you trust."
    });
  }
  async ignoreRules(paths) {
    const { git, scratch } = this.#parts;
    return readIgnoreRules(git, await scratch.directory("ignore"), this, paths);
  }
  async #read(id, limit) {
    const { git, store, tree, signal } = this.#parts;
    clearTimeout(this.#idle);
    const objects = this.#objects ??= new ObjectStream(
      git,
      store.path,
      tree.objectFormat,
      signal
    );
    this.#readers += 1;
    objects.keepAlive(true);
    try {
      return await wholeObject(objects, id, "blob", limit);
    } catch (cause) {
      if (this.#objects === objects) this.#objects = null;
      throw cause;
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0) this.#rest(objects);
    }
  }
  #rest(objects) {
    objects.keepAlive(false);
    this.#idle = setTimeout(() => {
      objects.close();
      if (this.#objects === objects) this.#objects = null;
    }, IDLE_MS).unref();
  }
};
function tellNotices(proven2, progress) {
  const gitlinks = [...proven2.files].filter(([, file]) => file.mode === "160000");
  if (gitlinks.length > 0) {
    const named = listed(gitlinks.map(([name]) => name));
    progress.notice(
      "submodule-unverified",
      `${named}: submodules are not fetched; the build finds empty folders there.`
    );
  }
  if (proven2.lfsPointers.length > 0) {
    progress.notice(
      "lfs-pointer",
      `${listed(proven2.lfsPointers)}: the commit holds Git LFS pointers, and the build sees the pointers.`
    );
  }
}
async function tellWorkTree(proven2, source, tree, progress) {
  if (source.workTree?.head !== source.commit) return;
  const { folder } = source.workTree;
  const { changed, added } = await describeWorkTree(folder, proven2.tree, tree.links);
  if (changed.length + added.length === 0) return;
  const ignored = await proven2.ignoreRules(added);
  const groups = [
    ["changed", changed],
    ["not in the commit", added.filter((name) => !ignored.has(name))],
    ["ignored", added.filter((name) => ignored.has(name))]
  ];
  const parts = groups.filter(([, names]) => names.length > 0).map(([what, names]) => `${String(names.length)} ${what} (${listed(names)})`);
  progress.notice(
    "dirty-work-tree",
    `The work tree differs from the commit: ${parts.join(", ")}. The commit is built, not the work tree.`
  );
}
var MOST_NAMED = 3;
function listed(paths) {
  const more = paths.length - MOST_NAMED;
  const named = paths.slice(0, MOST_NAMED).map(displayPath).join(", ");
  return more > 0 ? `${named} and ${String(more)} more` : named;
}

// src/adapters/second-opinion.ts
import { constants as constants6, promises as fs } from "node:fs";
var tarOpinion = { review };
var PIECES = [256 * 1024, 64 * 1024 - 7];
async function review(file, reading, signal) {
  const unfit = unfitness(reading);
  if (unfit !== null) return { kind: "not-applicable", code: unfit };
  const entries = reading.kind === "archive" ? reading.archive.entries : [];
  let objection = null;
  for (const piece of PIECES) {
    objection = await objectionTo(entries, file, piece, signal);
    if (objection === null) return { kind: "agrees" };
  }
  return { kind: "objects", objection: objection ?? "no agreement" };
}
function unfitness(reading) {
  if (reading.kind !== "archive") return "not-read";
  if (reading.archive.format !== "tar") return "not-a-tar";
  if (reading.layers.length > 1) return "several-compressors";
  if (reading.archive.entries.length === 0) return "no-entries";
  const names = reading.archive.entries.flatMap(({ path: path9, linkTarget: linkTarget2 }) => [path9, linkTarget2]);
  return names.every((name) => name === null || isUtf8(name)) ? null : "names-not-utf8";
}
var TYPES = {
  File: "file",
  OldFile: "file",
  Directory: "directory",
  SymbolicLink: "symlink",
  Link: "hardlink"
};
async function objectionTo(expected, file, piece, signal) {
  const objections = [];
  const object = (text) => {
    objections.push(text);
  };
  let seen = 0;
  const parser = new rt({
    strict: true,
    // Limits are ours to keep; past them nothing gets here.
    maxDecompressionRatio: Infinity,
    onReadEntry: (entry) => {
      const wanted = expected[seen];
      seen += 1;
      compareEntry(entry, wanted, object);
    }
  });
  const finished = new Promise((resolve) => {
    parser.on("end", resolve);
    parser.on("error", (error) => {
      object(error.message);
      resolve();
    });
  });
  parser.on("warn", (code) => {
    object(`it warns: ${code}`);
  });
  parser.on("ignoredEntry", (entry) => {
    object(`it ignores the entry ${shown2(entry.path)}`);
  });
  await feed(parser, file, piece, signal, () => objections.length > 0);
  if (objections.length === 0) await finished;
  if (seen < expected.length) {
    object(`it lists ${String(seen)} entries instead of ${String(expected.length)}`);
  }
  return objections[0] ?? null;
}
async function feed(parser, file, piece, signal, isOver) {
  var _stack = [];
  try {
    const handle = __using(_stack, await fs.open(file, constants6.O_RDONLY | constants6.O_NOFOLLOW), true);
    for (; ; ) {
      throwIfAborted(signal);
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafe(piece) });
      if (bytesRead === 0) break;
      parser.write(buffer.subarray(0, bytesRead));
      if (isOver()) return;
    }
    parser.end();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function compareEntry(entry, wanted, object) {
  const hasher = newHasher();
  entry.on("data", (bytes) => {
    hasher.update(bytes);
  });
  entry.on("end", () => {
    if (wanted === void 0) {
      object(`it lists ${shown2(entry.path)}, which the reader does not`);
      return;
    }
    const { size, sha256 } = hasher.fingerprint();
    const isFile = wanted.type === "file";
    const name = displayPath(wanted.path);
    if (canonical(entry.path) !== wanted.path) object(`it calls ${name} ${shown2(entry.path)}`);
    else if (TYPES[entry.type] !== wanted.type) object(`it takes ${name} for a ${entry.type}`);
    else if (!sameTarget(entry, wanted)) object(`it lets ${name} link to ${shown2(entry.linkpath)}`);
    else if (size !== wanted.size) object(`it reads ${String(size)} bytes of ${name}`);
    else if (isFile && sha256 !== wanted.sha256) object(`it reads other bytes of ${name}`);
  });
  entry.resume();
}
function sameTarget(entry, wanted) {
  if (wanted.linkTarget === null) return (entry.linkpath ?? "") === "";
  const target = entry.linkpath ?? "";
  return (wanted.type === "hardlink" ? canonical(target) : pathFromText(target)) === wanted.linkTarget;
}
function canonical(name) {
  return pathFromText(name.replace(/^\.\/(?=.)/, "").replace(/\/$/, ""));
}
function shown2(name) {
  return JSON.stringify(name ?? "");
}

// src/entry/wire-gate.ts
function gatePorts({ scratch, clock, progress, environment }) {
  return {
    clock,
    scratch,
    progress,
    prover: new GitSourceProver({ environment }),
    sandbox: new ProcessSandbox({ clock }),
    files: archiveFiles,
    secondOpinion: tarOpinion
  };
}

// src/core/make-report.ts
function makeReport(parts) {
  const [first, ...others] = parts.artifacts;
  const overall = overallVerdict([
    first.decision.verdict,
    ...others.map(({ decision }) => decision.verdict)
  ]);
  return {
    schema: REPORT_SCHEMA,
    tool: { name: "rebuild-gate", version: parts.toolVersion },
    command: parts.command,
    mode: parts.mode,
    createdAt: parts.createdAt.toISOString(),
    verdict: overall.kind,
    level: overall.level,
    exitCode: reportExitCode(
      parts.artifacts.map(({ decision }) => decision.verdict.kind),
      parts.build?.outcome.kind === "failed"
    ),
    source: parts.source === null ? null : sourceReport(parts.source),
    build: parts.build === null ? null : buildReport(parts.build),
    artifacts: parts.artifacts.map(artifactReport),
    accepted: { word: parts.accepted.word, normalisers: [...parts.accepted.normalisers].sort() },
    policy: null,
    notices: parts.notices.map(({ code, message }) => ({ code, message })),
    timings: Object.fromEntries(
      [...parts.timings].map(([stage, milliseconds]) => [stage, Math.round(milliseconds)])
    )
  };
}
function artifactReport(artifact) {
  const { comparison, decision, reason, stability } = artifact;
  const { verdict, findings } = decision;
  const { upload, rebuilt } = comparison;
  return {
    name: upload.name,
    upload: sideReport(upload),
    rebuilt: rebuilt === null ? null : { name: rebuilt.name, ...sideReport(rebuilt) },
    verdict: verdict.kind,
    level: verdict.level,
    agreement: comparison.level,
    reason: reason ?? derivedReason(verdict),
    stability,
    files: { ...comparison.files },
    findings: unacceptedFirst(findings).map(findingReport),
    undecided: comparison.undecided.map(({ code, message, path: path9, side }) => ({
      code,
      message,
      path: [...path9],
      side
    }))
  };
}
function sideReport({ size, sha256, contentSha256 }) {
  return { size, sha256, ...contentSha256 === void 0 ? {} : { contentSha256 } };
}
function derivedReason(verdict) {
  switch (verdict.kind) {
    case "identical":
    case "equivalent":
      return null;
    case "different": {
      const [{ code, path: path9, explanation }] = verdict.rejected;
      return {
        code,
        message: `${path9.join(" ▸ ")}: ${explanation?.because ?? FINDING_CODES[code].title}`
      };
    }
    case "inconclusive": {
      const [{ code, message }] = verdict.reasons;
      return { code, message };
    }
  }
}
function findingReport(finding) {
  return {
    code: finding.code,
    path: [...finding.path],
    upload: finding.upload,
    rebuilt: finding.rebuilt,
    class: finding.class,
    risk: finding.risk,
    explanation: finding.explanation === null ? null : { ...finding.explanation },
    accepted: finding.accepted === null ? null : { by: finding.accepted.by },
    notes: [...finding.notes]
  };
}
function unacceptedFirst(findings) {
  return [
    ...findings.filter(({ accepted }) => accepted === null),
    ...findings.filter(({ accepted }) => accepted !== null)
  ];
}
var END_OF_TIME = Date.UTC(9999, 11, 31, 23, 59, 59) / 1e3;
function sourceReport(source) {
  const { committedAt } = source;
  if (!Number.isInteger(committedAt) || committedAt < 0 || committedAt > END_OF_TIME) {
    throw new SourceError("object-unsupported", {
      expected: "a commit time between 1970 and 9999",
      found: `${String(committedAt)} seconds`,
      next: "Release from a commit with a sound committer date; a build takes its time from it."
    });
  }
  return {
    repository: source.repository,
    objectFormat: source.objectFormat,
    commit: source.commit,
    tree: source.tree,
    treeSha256: source.treeSha256,
    committedAt: new Date(committedAt * 1e3).toISOString()
  };
}
function buildReport(record) {
  const { plan, sandbox, network, tools, durationMs, outcome } = record;
  return {
    plan: plan.items.map(({ item, value, evidence }) => ({ item, value, evidence })),
    sandbox: { requested: sandbox.requested, reached: sandbox.reached },
    network: { requested: network.requested, reached: network.reached },
    tools: Object.fromEntries(tools),
    durationMs: Math.round(durationMs),
    outcome: outcome.kind === "built" ? {
      kind: "built",
      files: outcome.files.map(({ path: path9, name, size, sha256 }) => ({
        path: path9,
        name,
        size,
        sha256
      }))
    } : {
      kind: "failed",
      reason: outcome.reason,
      detail: outcome.detail,
      logTail: outcome.logTail
    }
  };
}

// src/core/explain/commit-paths.ts
var NOWHERE = "";
function commitPaths(entries, tree, subdirectory) {
  const front = subdirectory === "" ? "" : `${subdirectory}/`;
  const top = singleTopFolder(entries);
  const stripped = top !== "" && tracked(entries, tree, front, "") > tracked(entries, tree, front, top) ? "" : top;
  return { stripped, of: (path9) => mapped(path9, front, stripped) };
}
function mapped(path9, front, stripped) {
  return path9.startsWith(stripped) ? `${front}${path9.slice(stripped.length)}` : null;
}
function tracked(entries, tree, front, stripped) {
  let count = 0;
  for (const entry of entries) {
    if (tree.files.has(mapped(entry.path, front, stripped) ?? NOWHERE)) count += 1;
  }
  return count;
}
function singleTopFolder(entries) {
  let top = null;
  for (const { path: path9, type } of entries) {
    const slash = path9.indexOf("/");
    if (slash === -1 && type !== "directory") return "";
    const first = slash === -1 ? path9 : path9.slice(0, slash);
    if (top !== null && top !== first) return "";
    top = first;
  }
  return top === null ? "" : `${top}/`;
}
function pathsBySha256(tree) {
  return Map.groupBy(tree.files.keys(), (path9) => tree.files.get(path9)?.sha256 ?? "");
}
function isTrackedAs(type, sha256, file) {
  const kind = file.mode === "120000" ? "symlink" : file.mode === "160000" ? null : "file";
  return kind === type && sha256 === file.sha256;
}

// src/core/compare/with-commit.ts
var FOREIGN_BITS = 3586;
var EXECUTABLE = 73;
function compareWithCommit(parts) {
  const { name, reading } = parts;
  const upload = { name, size: reading.file.size, sha256: reading.file.sha256 };
  const nothing = { rebuilt: null, level: null, files: {} };
  if (reading.kind === "refused" || reading.kind === "unsupported") {
    const undecided = [undecidedBy(reading.refusal, "upload", [name])];
    return { ...nothing, upload, findings: [], undecided };
  }
  if (reading.kind === "opaque" && reading.layers.length > 0) {
    const values = { upload: fileValue(reading.file), rebuilt: null };
    const { finding } = located({ at: [name] }, "not-rebuilt", null, values);
    return { ...nothing, upload, findings: [finding], undecided: [] };
  }
  const model = reading.kind === "archive" ? reading.archive : null;
  const content = reading.kind === "opaque" ? reading.content : reading.archive.content;
  const found = model === null ? lookUpFile(parts) : lookUpEntries(model, parts);
  const { inCommit, others } = found;
  const whole = inCommit > 0 ? [container(parts, model, inCommit)] : [];
  return {
    ...nothing,
    upload: { ...upload, contentSha256: content.sha256 },
    findings: byRisk([...found.findings, ...whole].map(({ finding }) => finding)),
    undecided: inCommit > 0 || found.findings.length > 0 ? [] : [
      {
        code: "no-evidence",
        message: "the archive has no files",
        path: [name],
        side: "upload"
      }
    ],
    files: {
      ...inCommit > 0 ? { "in-commit": inCommit } : {},
      ...others > 0 ? { unexplained: others } : {}
    }
  };
}
function container({ name, reading, tree }, model, inCommit) {
  const notes = [
    `${String(inCommit)} files are in commit ${tree.commit}`,
    ...model === null ? [] : ["times, owners, order and compression were compared with nothing"]
  ];
  const values = { upload: fileValue(reading.file), rebuilt: null };
  return classed(
    located({ at: [name] }, "container-not-rebuilt", null, values, notes),
    "in-commit"
  );
}
function classed(of, evidenceClass) {
  return { at: of.at, finding: { ...of.finding, class: evidenceClass } };
}
function lookUpFile({ name, reading, tree, subdirectory }) {
  const path9 = pathFromText(name);
  const own = subdirectory === "" ? path9 : `${subdirectory}/${path9}`;
  const tracked2 = tree.files.get(own);
  const values = { upload: fileValue(reading.file), rebuilt: trackedValue(tracked2) };
  if (isBlob(tracked2) && tracked2.sha256 === reading.file.sha256) {
    return { inCommit: 1, others: 0, findings: [] };
  }
  const code = tracked2 === void 0 ? "not-rebuilt" : "tracked-file-changed";
  const notes = tracked2 === void 0 ? elsewhere(tree, reading.file.sha256) : [];
  return { inCommit: 0, others: 1, findings: [located({ at: [name] }, code, null, values, notes)] };
}
function lookUpEntries(model, parts) {
  const { name, tree, subdirectory } = parts;
  const paths = commitPaths(model.entries, tree, subdirectory);
  const targets = new Map(model.entries.map((entry) => [entry.path, entry]));
  const places = pathsBySha256(tree);
  const directories = directoriesOf(tree);
  const findings = [];
  let inCommit = 0;
  let others = 0;
  const context = { at: [name] };
  const comment = model.fields.get("tar.commit-comment");
  if (comment !== void 0 && comment !== tree.commit) {
    const values = { upload: comment, rebuilt: tree.commit };
    findings.push(located(context, "commit-comment-mismatch", null, values));
  }
  for (const entry of model.entries) {
    const add = (code, rebuilt, notes = []) => {
      const values = {
        upload: code === "entry-mode" ? modeValue(entry.mode) : entryValue(entry),
        rebuilt
      };
      findings.push(
        located(context, code, entry.path, values, [
          ...notes,
          ...entryNotes(entry.path, entry, void 0)
        ])
      );
    };
    const path9 = paths.of(entry.path);
    const tracked2 = path9 === null ? void 0 : tree.files.get(path9);
    const foreign = foreignMode(entry, tracked2);
    if (foreign !== null) add("entry-mode", foreign);
    if (entry.type === "directory") {
      if (path9 !== null && path9 !== "." && !directories.has(path9)) add("not-rebuilt", null);
      continue;
    }
    const digest = digestOf(entry, targets);
    if (tracked2 === void 0) {
      add("not-rebuilt", null, elsewhereIn(places, digest));
      others += 1;
    } else if (isTracked(entry, digest, tracked2)) {
      inCommit += 1;
    } else {
      add("tracked-file-changed", trackedValue(tracked2));
      others += 1;
    }
  }
  return { inCommit, others, findings };
}
function directoriesOf({ files }) {
  const found = /* @__PURE__ */ new Set();
  for (const [path9, { mode }] of files) {
    if (mode === "160000") found.add(path9);
    for (let at = path9.lastIndexOf("/"); at > 0; at = path9.lastIndexOf("/", at - 1)) {
      const folder = path9.slice(0, at);
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return found;
}
function isBlob(file) {
  return file !== void 0 && file.mode !== "120000" && file.sha256 !== null;
}
function digestOf(entry, entries) {
  if (entry.linkTarget === null) return entry.sha256;
  if (entry.type === "hardlink") return entries.get(entry.linkTarget)?.sha256 ?? null;
  return sha256Hex(pathToBytes(entry.linkTarget));
}
function isTracked(entry, digest, tracked2) {
  const isLink = entry.type === "symlink";
  return isLink === (tracked2.mode === "120000") && digest !== null && digest === tracked2.sha256;
}
function foreignMode(entry, tracked2) {
  if (entry.mode === null || entry.type === "symlink") return null;
  const isExecutable3 = (entry.mode & EXECUTABLE) !== 0;
  const wanted = entry.type === "directory" || tracked2?.mode === "100755" ? 493 : 420;
  const mustBeExecutable = tracked2 === void 0 ? isExecutable3 : (wanted & EXECUTABLE) !== 0;
  const isForeign = (entry.mode & FOREIGN_BITS) !== 0;
  const differs = entry.type === "file" && isExecutable3 !== mustBeExecutable;
  return isForeign || differs ? modeValue(wanted) : null;
}
function trackedValue(tracked2) {
  if (tracked2 === void 0) return null;
  return tracked2.sha256 === null ? `submodule ${tracked2.objectId}` : { size: tracked2.size, sha256: tracked2.sha256 };
}
function elsewhere(tree, digest) {
  return elsewhereIn(pathsBySha256(tree), digest);
}
function elsewhereIn(places, digest) {
  const [place] = (digest === null ? void 0 : places.get(digest)) ?? [];
  return place === void 0 ? [] : [`the commit has the same bytes at ${displayPath(place)}`];
}

// src/core/self-check.ts
function markUnstable(comparison, again) {
  if (again.undecided.length > 0) return { comparison, stability: null };
  const disagreeing = again.findings.filter((finding) => finding.accepted === null);
  if (disagreeing.length === 0) return { comparison, stability: "stable" };
  const places = new Set(disagreeing.map(placeOf));
  const moved = /* @__PURE__ */ new Map();
  const findings = comparison.findings.map((finding) => {
    const place = placeOf(finding);
    if (finding.accepted !== null || !places.has(place)) return finding;
    if (!moved.has(place)) moved.set(place, finding.class);
    return { ...finding, class: "unstable" };
  });
  return {
    comparison: { ...comparison, findings, files: recount(comparison.files, [...moved.values()]) },
    stability: "unstable"
  };
}
function placeOf(finding) {
  return JSON.stringify(finding.path.slice(1));
}
function recount(counts, from) {
  const next = new Map(Object.entries(counts));
  const add = (to, by) => next.set(to, (next.get(to) ?? 0) + by);
  for (const left of from) {
    if (left === null) continue;
    add(left, -1);
    add("unstable", 1);
  }
  return Object.fromEntries([...next].filter(([, count]) => count !== 0));
}

// src/app/pair-reader.ts
var SNIFFED_AT_ONCE = 64 * 1024 * 1024;
var PairReader = class {
  #request;
  #files;
  #signal;
  constructor(request, files, signal) {
    this.#request = request;
    this.#files = files;
    this.#signal = signal;
  }
  async read(inside) {
    const { upload, rebuilt, limits } = this.#request;
    return {
      upload: await this.#files.read(upload.file, inside, limits, this.#signal),
      rebuilt: await this.#files.read(rebuilt.file, inside, limits, this.#signal)
    };
  }
  /** Bodies of one side, each of them the one that the model was made from. */
  async bodies(side, inside, model, wanted, limit) {
    const { file } = this.#request[side];
    const { limits } = this.#request;
    const found = await this.#files.bodies(file, inside, [...wanted], limit, limits, this.#signal);
    const proven2 = /* @__PURE__ */ new Map();
    for (const { path: path9, sha256 } of model.entries) {
      const body = wanted.has(path9) ? found.get(path9) : void 0;
      if (body !== void 0 && sha256Hex(body) === sha256) proven2.set(path9, body);
    }
    return proven2;
  }
};
async function packedMembers(reader, models, inside) {
  const unequal = unequalFiles(models.upload, models.rebuilt);
  const packed = /* @__PURE__ */ new Set();
  for (const side of ["upload", "rebuilt"]) {
    const sizes = new Map(models[side].entries.map(({ path: path9, size }) => [path9, size]));
    for (const group of inGroups(unequal, (path9) => sizes.get(path9) ?? 0, SNIFFED_AT_ONCE)) {
      const wanted = new Set(group);
      const bodies = await reader.bodies(side, inside, models[side], wanted, SNIFFED_AT_ONCE);
      for (const path9 of group) {
        const body = bodies.get(path9);
        if (body === void 0 || isPacked(body)) packed.add(path9);
      }
    }
  }
  return unequal.filter((path9) => packed.has(path9));
}

// src/app/compare.ts
var LARGEST_RECORD = 32 * 1024 * 1024;
var MOST_NESTED = 32;
async function compareFiles(request, ports, signal) {
  const { upload, rebuilt } = request;
  const names = { upload: upload.name, rebuilt: rebuilt.name };
  const uploadPrint = await ports.files.fingerprint(upload.file, signal);
  const rebuiltPrint = await ports.files.fingerprint(rebuilt.file, signal);
  const identical = identicalFiles(names, uploadPrint, rebuiltPrint);
  if (identical) return { comparison: identical, upload: null, rebuilt: null };
  const reader = new PairReader(request, ports.files, signal);
  const pair = await reader.read([]);
  assertUnchanged(upload, uploadPrint, pair.upload);
  assertUnchanged(rebuilt, rebuiltPrint, pair.rebuilt);
  const compared = await compareAt(reader, pair, [], [upload.name], request);
  const objections = canStillPass(compared.findings, request.accepted) ? await objectionsTo(pair, request, ports.secondOpinion, signal) : [];
  const comparison = objections.length === 0 ? compared : { ...compared, level: null, undecided: [...compared.undecided, ...objections] };
  return { comparison, ...pair };
}
async function compareAt(reader, pair, inside, at, request) {
  const { upload, rebuilt } = request;
  const innermost = at.at(-1) ?? upload.name;
  const names = inside.length === 0 ? { upload: upload.name, rebuilt: rebuilt.name } : { upload: innermost, rebuilt: innermost };
  const comparison = compareReadings(pair.upload, pair.rebuilt, names, {
    at,
    commit: inside.length === 0 ? request.commit?.tree.commit ?? null : null,
    tracked: inside.length === 0 ? trackedEntries(pair, request) : null,
    records: /\.whl$/i.test(innermost) ? await recordsOf(reader, pair, inside) : null
  });
  return lookInside(reader, pair, { comparison, inside, at }, request);
}
function trackedEntries(pair, { commit }) {
  if (commit === null) return null;
  const tracked2 = /* @__PURE__ */ new Set();
  for (const reading of [pair.upload, pair.rebuilt]) {
    if (reading.kind !== "archive") continue;
    const { entries } = reading.archive;
    const paths = commitPaths(entries, commit.tree, commit.subdirectory);
    for (const { path: path9 } of entries) {
      const own = paths.of(path9);
      if (own !== null && commit.tree.files.has(own)) tracked2.add(path9);
    }
  }
  return tracked2;
}
async function recordsOf(reader, pair, inside) {
  const record = async (side) => {
    const reading = pair[side];
    if (reading.kind !== "archive") return null;
    const [path9, ...more] = recordPaths(reading.archive);
    if (path9 === void 0 || more.length > 0) return null;
    const wanted = /* @__PURE__ */ new Set([path9]);
    const bodies = await reader.bodies(side, inside, reading.archive, wanted, LARGEST_RECORD);
    return bodies.get(path9) ?? null;
  };
  return { upload: await record("upload"), rebuilt: await record("rebuilt") };
}
async function lookInside(reader, pair, { comparison, inside, at }, request) {
  if (pair.upload.kind !== "archive" || pair.rebuilt.kind !== "archive") return comparison;
  const models = { upload: pair.upload.archive, rebuilt: pair.rebuilt.archive };
  const members = await packedMembers(reader, models, inside);
  let found = comparison;
  for (const [count, member] of members.entries()) {
    const place = [...at, displayPath(member)];
    const deeper = [...inside, member];
    if (count >= MOST_NESTED) {
      const message = `more than ${String(MOST_NESTED)} nested archives differ`;
      found = leftUnread(found, place, [
        { code: "limit-nested", message, path: place, side: "both" }
      ]);
      continue;
    }
    const inner = await compareAt(reader, await reader.read(deeper), deeper, place, request);
    found = withInner(found, inner, place);
  }
  return found;
}
async function objectionsTo(pair, request, secondOpinion, signal) {
  const found = [];
  for (const side of ["upload", "rebuilt"]) {
    const opinion = await secondOpinion.review(request[side].file, pair[side], signal);
    if (opinion.kind !== "objects") continue;
    const message = `an independent parser disagrees: ${opinion.objection}`;
    found.push({ code: "second-opinion", message, path: [request.upload.name], side });
  }
  return found;
}
function assertUnchanged({ name }, before, reading) {
  if (reading.file.sha256 === before.sha256 && reading.file.size === before.size) return;
  throw new InputError("file-unusable", {
    expected: `${name} to stay as it is while it is compared`,
    found: `sha256 ${before.sha256}, then ${reading.file.sha256}`,
    next: "Run again when nothing writes to the file."
  });
}

// src/core/explain/text.ts
function utf8Text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
function clipped(text, longest = 80) {
  const shown5 = text.slice(0, longest).replaceAll(new RegExp("\\p{Cc}", "gu"), "?").toWellFormed();
  return text.length <= longest ? shown5 : `${shown5}…`;
}
function counted(count, one, many = `${one}s`) {
  return `${String(count)} ${count === 1 ? one : many}`;
}
function listed2(items, most = 5) {
  const shown5 = items.slice(0, most).join(", ");
  return items.length <= most ? shown5 : `${shown5} and ${String(items.length - most)} more`;
}

// src/core/explain/backend.ts
var SET_EPOCH = "Set SOURCE_DATE_EPOCH in the release job to the commit's time (`git log -1 --pretty=%ct`).";
var REPACK = "Publish a re-packed archive (`rebuild-gate repack`), or build with a backend that sets all entries alike.";
var BACKENDS = /* @__PURE__ */ new Map([
  [
    "setuptools.build_meta",
    {
      requirement: "setuptools",
      remedy: `setuptools does not use SOURCE_DATE_EPOCH for source archives (setuptools#2133): take setuptools-reproducible as the backend. ${REPACK}`
    }
  ],
  [
    "poetry.core.masonry.api",
    {
      requirement: "poetry-core",
      remedy: `poetry-core 2 gives every entry one time; versions before it pack the files' own. ${REPACK}`
    }
  ],
  ["flit_core.buildapi", { requirement: "flit_core", remedy: SET_EPOCH }],
  ["hatchling.build", { requirement: "hatchling", remedy: SET_EPOCH }],
  [
    "pdm.backend",
    {
      requirement: "pdm-backend",
      remedy: `pdm-backend writes the time into the gzip header. ${REPACK}`
    }
  ],
  ["mesonpy", { requirement: "meson-python", remedy: SET_EPOCH }],
  ["maturin", { requirement: "maturin", remedy: SET_EPOCH }],
  ["uv_build", { requirement: "uv_build", remedy: SET_EPOCH }]
]);
function projectFile(subdirectory) {
  const name = "pyproject.toml";
  return pathFromTextBelow(subdirectory, name);
}
function pathFromTextBelow(subdirectory, name) {
  return subdirectory === "" ? pathFromText(name) : `${subdirectory}/${name}`;
}
function committedBackend(commit) {
  const blob = commit?.blobs.get(projectFile(commit.subdirectory));
  const text = blob === void 0 ? null : utf8Text(blob);
  const named = text === null ? null : /^build-backend[ \t]*=[ \t]*["']([\w.:]+)["'][ \t]*(#.*)?$/m.exec(text);
  return BACKENDS.get(named?.[1] ?? "") ?? null;
}

// src/core/explain/entry-index.ts
var NONE = /* @__PURE__ */ new Map();
var indexes = /* @__PURE__ */ new WeakMap();
function entriesByName(reading) {
  if (reading?.kind !== "archive") return NONE;
  const known = indexes.get(reading);
  if (known !== void 0) return known;
  const made = new Map(reading.archive.entries.map((entry) => [displayPath(entry.path), entry]));
  indexes.set(reading, made);
  return made;
}

// src/core/explain/evidence.ts
function placeKey(below) {
  return JSON.stringify(below);
}

// src/core/explain/attribute.ts
function attribute(comparison, findings, evidence) {
  const reading = evidence.upload.readings.get(placeKey([]));
  if (reading?.kind !== "archive") return comparison.files;
  const inCommit = commitJudge(reading.archive.entries, evidence.commit);
  const inRebuild = rebuildJudge(evidence.rebuilt?.readings.get(placeKey([])));
  const byName2 = classesByName(comparison, findings);
  const counts = /* @__PURE__ */ new Map();
  for (const entry of reading.archive.entries) {
    if (entry.type === "directory") continue;
    const found = inCommit(entry) ? "in-commit" : inRebuild(entry) ? "rebuilt" : byName2.get(displayPath(entry.path)) ?? "unexplained";
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
function commitJudge(entries, commit) {
  if (commit === null) return () => false;
  const paths = commitPaths(entries, commit.tree, commit.subdirectory);
  const bodies = new Map(entries.map((entry) => [entry.path, entry]));
  return (entry) => {
    const path9 = paths.of(entry.path);
    const file = path9 === null ? void 0 : commit.tree.files.get(path9);
    if (file === void 0) return false;
    if (entry.type === "symlink")
      return isTrackedAs("symlink", targetDigest(entry.linkTarget), file);
    const body = entry.type === "hardlink" && entry.linkTarget !== null ? bodies.get(entry.linkTarget) : entry;
    return isTrackedAs("file", body?.sha256 ?? null, file);
  };
}
function targetDigest(target) {
  return target === null ? null : sha256Hex(pathToBytes(target));
}
function rebuildJudge(reading) {
  if (reading?.kind !== "archive") return () => false;
  const entries = new Map(reading.archive.entries.map((entry) => [entry.path, entry]));
  return (entry) => {
    const other = entries.get(entry.path);
    return other?.type === entry.type && other.sha256 === entry.sha256 && other.linkTarget === entry.linkTarget;
  };
}
var BY_DOUBT = ["modified-explained", "unverifiable", "unexplained"];
function classesByName(comparison, findings) {
  const doubts = /* @__PURE__ */ new Map();
  const say = (name, found) => {
    doubts.set(name, Math.max(doubts.get(name) ?? 0, BY_DOUBT.indexOf(found)));
  };
  for (const finding of findings) say(nameIn(finding.path), standingOf(finding));
  for (const { path: path9 } of comparison.undecided) say(nameIn(path9), "unverifiable");
  return new Map([...doubts].map(([name, doubt]) => [name, BY_DOUBT[doubt] ?? "unexplained"]));
}
function nameIn(path9) {
  return path9[1] ?? "";
}
function standingOf(finding) {
  if (finding.class === "unverifiable" || finding.class === "modified-explained")
    return finding.class;
  return factsOf(finding.code).normaliser === null ? "unexplained" : "modified-explained";
}

// src/core/explain/difference.ts
var NOTHING = { entry: null, body: null };
function newResolver(evidence) {
  const side = (of, below, compared = null) => {
    if (of === null) return NOTHING;
    const body = of.bodies.get(placeKey(below));
    const name = below.at(-1);
    if (name === void 0) {
      const reading = of.readings.get(placeKey([]));
      const whole = reading?.kind === "opaque" ? reading.content.sha256 : null;
      return { entry: null, body: proven(body, whole, compared) };
    }
    const entry = entriesByName(of.readings.get(placeKey(below.slice(0, -1)))).get(name) ?? null;
    return { entry, body: proven(body, entry?.sha256 ?? null, compared) };
  };
  const outermost = evidence.upload.readings.get(placeKey([]));
  const paths = evidence.commit !== null && outermost?.kind === "archive" ? commitPaths(outermost.archive.entries, evidence.commit.tree, evidence.commit.subdirectory) : null;
  const inCommit = (entry, depth) => {
    const path9 = depth === 1 && entry !== null ? paths?.of(entry.path) ?? null : null;
    return {
      path: path9,
      tracked: evidence.commit?.tree.files.get(path9 ?? NOWHERE) ?? null,
      blob: evidence.commit?.blobs.get(path9 ?? NOWHERE)
    };
  };
  const resolve = (finding) => {
    const below = finding.path.slice(1);
    const folder = below.slice(0, -1);
    const ofCommit = finding.code === "tracked-file-changed";
    const upload = side(evidence.upload, below, finding.upload);
    const rebuilt = side(evidence.rebuilt, below, finding.rebuilt);
    const commit = inCommit(upload.entry ?? rebuilt.entry, below.length);
    const ofBlob = proven(commit.blob, commit.tracked?.sha256 ?? null, finding.rebuilt);
    return {
      finding,
      name: below.at(-1) ?? "",
      upload,
      other: ofCommit ? { entry: null, body: ofBlob } : rebuilt,
      around: containers(evidence, folder),
      at: containers(evidence, below),
      commitPath: commit.path,
      tracked: commit.tracked,
      neighbour: (name) => ({
        upload: side(evidence.upload, [...folder, name]),
        other: side(evidence.rebuilt, [...folder, name])
      }),
      evidence
    };
  };
  return { resolve, paths };
}
function proven(body, sha256, compared) {
  if (body === void 0) return null;
  if (compared !== null && typeof compared === "object" && compared.sha256 !== sha256) return null;
  return sha256Hex(body) === sha256 ? body : null;
}
function containers(evidence, below) {
  const key = placeKey(below);
  const upload = evidence.upload.readings.get(key);
  const rebuilt = evidence.rebuilt?.readings.get(key);
  return {
    upload: upload?.kind === "archive" ? upload.archive : null,
    rebuilt: rebuilt?.kind === "archive" ? rebuilt.archive : null,
    uploadLayers: layersOf(upload),
    rebuiltLayers: layersOf(rebuilt),
    uploadContent: contentOf(upload),
    rebuiltContent: contentOf(rebuilt)
  };
}
function layersOf(reading) {
  return reading?.kind === "archive" || reading?.kind === "opaque" ? reading.layers : [];
}
function contentOf(reading) {
  if (reading?.kind === "archive") return reading.archive.content;
  return reading?.kind === "opaque" ? reading.content : null;
}

// src/core/explain/notes/autoload.ts
var AUTOLOADED = [
  [/\.pth$/, "Python runs the lines of a .pth file at every start"],
  [/(^|\/)(site|user)customize\.py$/, "Python imports this at every start"],
  [/(^|\/)conftest\.py$/, "pytest imports this"],
  [/(^|\/)entry_points\.txt$/, "tools load the plug-ins named here"],
  [/(^|\/)setup\.(py|cfg)$/, "runs, or is obeyed, when the package is built"],
  [/(^|\/)pyproject\.toml$/, "names what runs when the package is built"],
  [
    /(^|\/)(\.npmrc|\.yarnrc(\.yml)?|\.pnpmfile\.c?js|binding\.gyp)$/,
    "npm and its kin obey this on install"
  ],
  [/(^|\/)\.git(modules|attributes|config)?(\/|$)/i, "git obeys this"],
  [/(^|\/)git~\d+(\/|$)/i, "Windows opens this name as .git"],
  [
    /(^|\/)(configure|configure\.(ac|in)|aclocal\.m4|acinclude\.m4|autogen\.sh|bootstrap)$/,
    "runs when the package is built"
  ],
  [/(^|\/)m4\/[^/]+\.m4$/, "becomes part of configure"],
  [/(^|\/)(GNUm|M|m)akefile(\.(am|in))?$|\.mk$/, "make runs what stands here"],
  [
    /(^|\/)(CMakeLists\.txt|meson\.build|build\.rs|build\.gradle(\.kts)?|pom\.xml|Rakefile|extconf\.rb)$|\.(cmake|gemspec)$/,
    "runs when the package is built"
  ],
  [
    /(^|\/)(\.envrc|\.vscode\/.*|\.idea\/.*|\.github\/workflows\/.*)$/,
    "runs when somebody opens or builds the source"
  ]
];
function autoloadNote(name) {
  return AUTOLOADED.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

// src/core/explain/notes/commit.ts
var UNKNOWN = { notes: [], ignored: false };
function commitRelation(difference, bySha256) {
  const { commitPath, tracked: tracked2, upload, evidence } = difference;
  if (commitPath === null) return UNKNOWN;
  const executable = isExecutable(upload.entry);
  if (tracked2 !== null) {
    const gained = executable && tracked2.mode === "100644";
    const notes2 = [
      ...trackedNotes(difference, tracked2),
      ...gained ? ["executable here, not in the commit"] : []
    ];
    return { notes: notes2, ignored: false };
  }
  const rule = evidence.commit?.ignored.get(commitPath);
  const notes = untrackedNotes(difference, bySha256);
  if (rule !== void 0) {
    notes.push(`ignored by ${clipped(rule.file)}:${String(rule.line)}: ${clipped(rule.pattern)}`);
  }
  if (executable) notes.push("executable");
  return { notes, ignored: rule !== void 0 };
}
function isExecutable(entry) {
  return entry?.type === "file" && ((entry.mode ?? 0) & 73) !== 0;
}
function trackedNotes({ finding, upload }, tracked2) {
  if (finding.code === "entry-mode" || finding.code === "tracked-file-changed") return [];
  if (upload.entry === null) return ["in the commit"];
  return isTrackedAs(upload.entry.type, upload.entry.sha256, tracked2) ? ["equal to the commit; the rebuild has it otherwise"] : ["tracked file, differs from the commit"];
}
function untrackedNotes({ finding, upload }, bySha256) {
  if (finding.code === "not-rebuilt") return [];
  const sha256 = upload.entry?.sha256 ?? null;
  const elsewhere2 = sha256 === null ? void 0 : bySha256.get(sha256)?.[0];
  return elsewhere2 === void 0 ? ["not in the commit"] : [`not in the commit under this path; the same bytes are at ${displayPath(elsewhere2)}`];
}

// src/core/explain/json-document.ts
var INDENTS = ["  ", "	", "    ", "", " ", "   ", "        "];
function jsonObject(text) {
  if (depthOf(text) > DEEPEST) return null;
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const members = new Map(Object.entries(value));
  for (const indent of INDENTS) {
    const written = JSON.stringify(value, null, indent);
    if (text === written || text === `${written}
`) {
      const end = text.endsWith("\n") ? "" : ", no final line end";
      return { members, lossless: { members, style: `${indentName(indent)}${end}` } };
    }
  }
  return { members, lossless: null };
}
var DEEPEST = 256;
function depthOf(text) {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (token === "]" || token === "}") depth -= 1;
  }
  return deepest;
}
function indentName(indent) {
  if (indent === "") return "on one line";
  return indent === "	" ? "indented by tabs" : `indented by ${String(indent.length)}`;
}

// src/core/explain/notes/install-scripts.ts
var RUN_ON_INSTALL = /* @__PURE__ */ new Set([
  "preinstall",
  "install",
  "postinstall",
  "preprepare",
  "prepare",
  "postprepare",
  "prepublish"
]);
function scriptChange({ name, upload, other }) {
  if (!/(^|\/)package\.json$/.test(name) || upload.body === null) return null;
  const here = scriptsIn(upload.body);
  const there = other.body === null ? /* @__PURE__ */ new Map() : scriptsIn(other.body);
  const changed = [.../* @__PURE__ */ new Set([...here.keys(), ...there.keys()])].filter(
    (key) => here.get(key) !== there.get(key)
  );
  if (changed.length === 0) return null;
  const onInstall = changed.filter((key) => RUN_ON_INSTALL.has(key) && here.has(key));
  const names = [...onInstall, ...changed.filter((key) => !onInstall.includes(key))].map(
    (key) => clipped(key, 40)
  );
  const runs = onInstall.length === 0 ? "" : "; npm runs these on install";
  return { note: `scripts that differ: ${listed2(names)}${runs}`, onInstall: onInstall.length > 0 };
}
function scriptsIn(body) {
  const text = utf8Text(body);
  const scripts = text === null ? null : jsonObject(text)?.members.get("scripts");
  return typeof scripts === "object" && scripts !== null ? new Map(Object.entries(scripts)) : /* @__PURE__ */ new Map();
}

// src/core/explain/notes/text-change.ts
function textChangeNotes({ upload, other }) {
  if (upload.body === null || other.body === null) return [];
  const here = utf8Text(upload.body);
  const there = utf8Text(other.body);
  if (here === null || there === null || here.includes("\0") || there.includes("\0")) {
    return [
      `binary; the first unequal byte is number ${String(firstUnequal(upload.body, other.body))}`
    ];
  }
  const left = here.split("\n");
  const right = there.split("\n");
  const at = firstUnequal(left, right);
  return [
    `text; ${counted(linesWithout(left, right).length, "line")} only in the upload, ${counted(linesWithout(right, left).length, "line")} only in the other`,
    `first at line ${String(at + 1)}: ${shown3(left[at])} in the upload, ${shown3(right[at])} in the other`
  ];
}
function firstUnequal(here, there) {
  let at = 0;
  while (at < Math.min(here.length, there.length) && here[at] === there[at]) at += 1;
  return at;
}
function shown3(line) {
  return line === void 0 ? "nothing" : `"${clipped(line, 100)}"`;
}
function linesWithout(lines, others) {
  const left = /* @__PURE__ */ new Map();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

// src/core/explain/notes/m4.ts
function m4Serial(text) {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => /^\s*(AC_DEFUN|AU_DEFUN|m4_define|define)\b/.test(line));
  for (const line of end === -1 ? lines : lines.slice(0, end)) {
    const serial = /^(?:#|dnl)\s*(?:\S+\.m4\s+)?serial\s+(\d{1,9})\b/.exec(line)?.[1];
    if (serial !== void 0) return Number(serial);
  }
  return null;
}
function serialNotes({ name, upload, other }) {
  if (!name.endsWith(".m4")) return [];
  const here = serialIn(upload.body);
  const there = serialIn(other.body);
  if (here === null) return [];
  if (there === null) return [`serial ${String(here)}`];
  if (there === here) return [`serial ${String(here)} on both sides, with other bytes`];
  const wins = here > there ? "; aclocal keeps the higher one" : "";
  return [`serial ${String(there)} -> ${String(here)}${wins}`];
}
function serialIn(body) {
  return m4Serial(utf8Text(body ?? new Uint8Array()) ?? "");
}
var MADE_FROM_MACROS = /(^|\/)(configure|aclocal\.m4|Makefile\.in|config\.h\.in)$/;
function macroNotes(differences) {
  const notes = /* @__PURE__ */ new Map();
  const tell = (difference, note) => {
    notes.set(difference, [...notes.get(difference) ?? [], note]);
  };
  const products = differences.filter(({ name }) => MADE_FROM_MACROS.test(name));
  for (const macro of differences) {
    if (!macro.name.endsWith(".m4")) continue;
    const own = changedLines(macro);
    const readers = [];
    for (const product of products) {
      if (product === macro) continue;
      if (!sharesLine(own, product) && !includes(product, macro)) continue;
      readers.push(product.name);
      tell(product, `derived from ${macro.name}, which differs`);
    }
    const reader = readers.find((name) => /(^|\/)configure$/.test(name)) ?? readers[0];
    if (reader !== void 0) tell(macro, `read by ${reader}`);
    else if (isIncluded(macro)) tell(macro, "read by aclocal.m4");
  }
  return notes;
}
function changedLines({ upload, other }) {
  const here = upload.body === null ? null : utf8Text(upload.body);
  const there = other.body === null ? "" : utf8Text(other.body);
  if (here === null || there === null) return /* @__PURE__ */ new Set();
  const telling = (text) => text.split("\n").map((line) => line.trim());
  return new Set(linesWithout(telling(here), telling(there)).filter((line) => line.length >= 8));
}
function sharesLine(lines, product) {
  for (const line of changedLines(product)) if (lines.has(line)) return true;
  return false;
}
function includes(product, macro) {
  return product.name.endsWith("aclocal.m4") && includesMacro(product.upload, product.name, macro);
}
function isIncluded(macro) {
  const name = aclocalBeside(macro.name);
  return includesMacro(macro.neighbour(name).upload, name, macro);
}
function includesMacro({ body }, aclocal, { name }) {
  const folder = aclocal.slice(0, aclocal.lastIndexOf("/") + 1);
  if (!name.startsWith(folder)) return false;
  const text = utf8Text(body ?? new Uint8Array());
  return text?.includes(`m4_include([${name.slice(folder.length)}])`) === true;
}
function aclocalBeside(macroName) {
  const parts = macroName.split("/");
  return [...parts.slice(0, -2), "aclocal.m4"].join("/");
}

// src/core/explain/risk-order.ts
var ALARMS = ["ignored", "autoloaded", null];
function inRiskOrder(ranked) {
  return [...ranked].sort(compare).map(({ finding }) => finding);
}
function compare(a, b) {
  return RISKS.indexOf(a.finding.risk) - RISKS.indexOf(b.finding.risk) || ALARMS.indexOf(a.alarm) - ALARMS.indexOf(b.alarm) || Number(isExplained(a.finding)) - Number(isExplained(b.finding)) || byBytes(a.finding.path.join("\0"), b.finding.path.join("\0")) || byBytes(a.finding.code, b.finding.code);
}
function isExplained(finding) {
  return finding.class === "modified-explained";
}
function byBytes(a, b) {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

// src/core/explain/per-archive.ts
function perArchive(compute) {
  const known = /* @__PURE__ */ new WeakMap();
  return (archive) => {
    const made = known.get(archive) ?? { value: compute(archive) };
    known.set(archive, made);
    return made.value;
  };
}
function perPair(compute) {
  const ofUpload = perArchive((upload) => perArchive((rebuilt) => compute(upload, rebuilt)));
  return (upload, rebuilt) => ofUpload(upload)(rebuilt);
}

// src/core/explain/rules/deflate.ts
var deflateRule = {
  id: "deflate",
  codes: ["compression-layout", "entry-compression"],
  explain(difference) {
    const sizes = difference.finding.code === "entry-compression" ? memberSizes(difference) : streamSizes(difference);
    return sizes === null ? null : accountOf(sizes, difference);
  }
};
function accountOf({ upload, rebuilt, content }, difference) {
  const sizes = `${String(upload)} bytes in the upload, ${String(rebuilt)} in the rebuild`;
  if (content === null) {
    return {
      because: `The compressed bytes differ because what they hold does: ${sizes}.`,
      remedy: "Look at the other findings of this archive; this one follows from them.",
      complete: false
    };
  }
  return {
    because: `The compressor differs, not the content: ${sizes}; decompressed, ${String(content)} equal bytes on both sides.`,
    remedy: remedyFor(difference),
    complete: true
  };
}
function memberSizes({ upload, other }) {
  const here = upload.entry?.packed;
  const there = other.entry?.packed;
  if (!here || !there) return null;
  return { upload: here.size, rebuilt: there.size, content: upload.entry.size };
}
function streamSizes({ at }) {
  const here = at.uploadLayers[0];
  const there = at.rebuiltLayers[0];
  if (here === void 0 || there === void 0) return null;
  const equal = at.uploadContent?.sha256 === at.rebuiltContent?.sha256;
  const content = equal ? at.uploadContent?.size ?? null : null;
  return { upload: here.packed.size, rebuilt: there.packed.size, content };
}
function remedyFor({ at, around }) {
  const archive = at.upload ?? around.upload;
  const packer = archive === null ? null : packerOf(archive);
  const publish = "publish the digest of the decompressed content beside the file";
  if (packer === "npm") {
    return `npm compresses with the zlib inside Node: pack with the Node version that made the upload, or ${publish}.`;
  }
  return packer === "python" ? `Python compresses with the zlib it was built with: build with the same Python, or ${publish}.` : `Pin the compressor's version and level, or ${publish}.`;
}
var packerOf = perArchive(({ entries }) => {
  const names = entries.map((entry) => entry.path);
  if (names.includes("package/package.json")) return "npm";
  return names.some((name) => /(^|\/)(PKG-INFO|METADATA)$/.test(name)) ? "python" : null;
});

// src/core/explain/content-rule.ts
function contentRule(parts) {
  return {
    id: parts.id,
    codes: parts.codes,
    explain(difference) {
      const { name, upload, other } = difference;
      if (upload.body === null || other.body === null || !parts.names.test(name)) return null;
      const here = parts.decode(upload.body, name);
      const there = parts.decode(other.body, name);
      return here === null || there === null ? null : parts.account(here, there, difference);
    }
  };
}
function textRule(parts) {
  return contentRule({ ...parts, decode: ofText((text) => parts.decode(text)) });
}
function ofText(decode) {
  return (body) => {
    const text = utf8Text(body);
    return text === null ? null : decode(text);
  };
}

// src/core/explain/rules/eol.ts
var EITHER_LINE_END = /\.(css|html?|json|md|pyi?|xml|[cm]?[jt]s)$/;
var eolRule = textRule({
  id: "eol",
  codes: ["entry-content", "tracked-file-changed", "file-content"],
  names: /^/,
  decode: (text) => text.includes("\0") ? null : { text, end: lineEnd(text) },
  account(upload, other, difference) {
    const { finding, name } = difference;
    if (upload.text.replaceAll("\r\n", "\n") !== other.text.replaceAll("\r\n", "\n")) return null;
    const all = upload.end !== "mixed" && other.end !== "mixed";
    const harmless = EITHER_LINE_END.test(name) && !upload.text.startsWith("#!") && !isExecutable2(difference);
    const otherSide = finding.code === "tracked-file-changed" ? "commit" : "rebuild";
    return {
      because: all ? `Only the line ends differ: ${upload.end} in the upload, ${other.end} in the ${otherSide}, on every line.` : "Only line ends differ, but not on every line: one side mixes CRLF and LF.",
      remedy: "Commit `* text=auto eol=lf` in .gitattributes, so that no checkout converts line ends.",
      complete: all && harmless
    };
  }
});
function isExecutable2({ upload, other }) {
  return [upload, other].some(({ entry }) => ((entry?.mode ?? 0) & 73) !== 0);
}
function lineEnd(text) {
  if (!text.includes("\r")) return "LF";
  return text.replaceAll("\r\n", "").match(/[\r\n]/) === null ? "CRLF" : "mixed";
}

// src/core/explain/versions.ts
var NUMBER = String.raw`(?:0|[1-9]\d{0,7})`;
var PUBLIC = new RegExp(
  String.raw`^([1-9]\d{0,3}!)?${NUMBER}(\.${NUMBER}){0,5}((a|b|rc)${NUMBER})?(\.post${NUMBER})?(\.dev${NUMBER})?$`
);
function isPublicVersion(text) {
  return text.length <= 32 && PUBLIC.test(text);
}
var DIRTY = String.raw`d20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
var LOCAL = new RegExp(`^(?:g[0-9a-f]{7,40}(?:\\.${DIRTY})?|${DIRTY})$`);
function isScmVersion(text) {
  const plus = text.indexOf("+");
  if (plus === -1) return isPublicVersion(text);
  return isPublicVersion(text.slice(0, plus)) && LOCAL.test(text.slice(plus + 1));
}
function isSameVersion(a, b) {
  return withoutEndingZeros(a) === withoutEndingZeros(b);
}
function withoutEndingZeros(version) {
  return version.replace(/^((?:\d+!)?\d+(?:\.\d+)*?)(?:\.0)+(?=$|[^.\d]|\.[a-z])/, "$1");
}

// src/core/explain/wheel-generator.ts
function wheelGenerator(text) {
  const lines = text.split("\n");
  if (!lines.slice(0, lastFields(lines)).every((line2) => FIELD.test(line2))) return null;
  const found = lines.filter((line2) => /^generator[ \t]*:/i.test(line2));
  const parts = /^Generator: ([A-Za-z][A-Za-z0-9._-]{0,40}) (?:\(([^()]*)\)|(\S+))$/.exec(
    found.join("\n")
  );
  if (parts === null) return null;
  const [, name = "", bracketed, plain = ""] = parts;
  const version = bracketed ?? plain;
  if (!isPublicVersion(version)) return null;
  const [line = ""] = found;
  const at = line.lastIndexOf(version);
  const without2 = `${line.slice(0, at)}\0${line.slice(at + version.length)}`;
  const rest = lines.map((other) => other === line ? without2 : other).join("\n");
  return { name, version, rest };
}
var FIELD = /^[A-Za-z][A-Za-z-]{0,63}: [^\p{Cc}\u2028\u2029]+$/u;
function lastFields(lines) {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === "") end -= 1;
  return end;
}
function generatorsBeside(difference) {
  const folder = /^([^/]+\.dist-info)\//.exec(difference.name)?.[1] ?? "";
  const { upload, other } = difference.neighbour(`${folder}/WHEEL`);
  const here = generatorIn(upload.body);
  const there = generatorIn(other.body);
  return here === null || there === null ? null : { upload: here, rebuilt: there };
}
function generatorIn(body) {
  return wheelGenerator(utf8Text(body ?? new Uint8Array()) ?? "");
}
var REQUIREMENTS = /* @__PURE__ */ new Map([
  ["bdist_wheel", "wheel"],
  ["flit", "flit_core"],
  ["poetry", "poetry-core"]
]);
function pinFor(generator) {
  const requirement = REQUIREMENTS.get(generator.name) ?? generator.name;
  return `Pin it in [build-system] of pyproject.toml: requires = ["${requirement}==${generator.version}"] (or release again with the version that the rebuild used).`;
}
function madeBy({ upload, rebuilt }) {
  const newer = upload.name === rebuilt.name ? rebuilt.version : `${rebuilt.name} ${rebuilt.version}`;
  return `the upload was made by ${upload.name} ${upload.version}, the rebuild used ${newer}`;
}

// src/core/explain/rules/generator-version.ts
var generatorVersionRule = textRule({
  id: "generator-version",
  codes: ["entry-content"],
  names: /^[^/]+\.dist-info\/WHEEL$/,
  decode: wheelGenerator,
  account(upload, rebuilt) {
    if (upload.name === rebuilt.name && upload.version === rebuilt.version) return null;
    const complete = upload.rest === rebuilt.rest;
    return {
      because: `Another version of the build tool: ${madeBy({ upload, rebuilt })}${complete ? "" : "; more than the version differs"}.`,
      remedy: pinFor(upload),
      complete
    };
  }
});

// src/core/explain/times.ts
function utcTime(seconds) {
  const date = new Date(seconds * 1e3);
  return Number.isNaN(date.getTime()) ? `${String(seconds)} s since 1970` : date.toISOString().replace(".000Z", "Z");
}

// src/core/explain/rules/gzip-header.ts
var SYSTEMS = /* @__PURE__ */ new Map([
  ["0", "FAT (0x00)"],
  ["3", "Unix (0x03)"],
  ["7", "Macintosh (0x07)"],
  ["10", "NTFS (0x0a)"],
  ["11", "NTFS (0x0b)"],
  ["19", "macOS (0x13)"],
  ["255", "unknown (0xff)"]
]);
var EFFORTS = /* @__PURE__ */ new Map([
  ["0", "default level"],
  ["2", "slowest level"],
  ["4", "fastest level"]
]);
var gzipHeaderRule = {
  id: "gzip-header",
  codes: ["gzip-header", "gzip-name"],
  explain(difference) {
    const pair = headers(difference);
    if (pair === null) return null;
    const [here, there] = pair;
    const wanted = difference.finding.code === "gzip-name" ? ["gzip.name"] : ["gzip.mtime", "gzip.os", "gzip.xfl"];
    const parts = wanted.filter((field) => here.get(field) !== there.get(field)).map(
      (field) => `${MEANING[field] ?? field} ${shown4(field, here)} in the upload, ${shown4(field, there)} in the rebuild`
    );
    if (parts.length === 0) return null;
    const names = [here, there].map((fields) => fields.get("gzip.name") ?? "");
    const own = ownName(difference.finding.path.at(-1) ?? "");
    return {
      because: `The gzip header says: ${parts.join("; ")}.`,
      remedy: "Compress with `gzip -n`, which stores neither name nor time; the decompressed bytes are not affected.",
      complete: difference.finding.code === "gzip-header" || names.every((name) => name === "" || name === own)
    };
  }
};
var MEANING = {
  "gzip.mtime": "time",
  "gzip.os": "system",
  "gzip.xfl": "compression",
  "gzip.name": "stored name"
};
function headers(difference) {
  const here = difference.at.uploadLayers[0];
  const there = difference.at.rebuiltLayers[0];
  return here === void 0 || there === void 0 ? null : [here.fields, there.fields];
}
function shown4(field, fields) {
  const value = fields.get(field) ?? "";
  if (value === "") return "none";
  if (field === "gzip.os") return SYSTEMS.get(value) ?? `number ${clipped(value, 16)}`;
  if (field === "gzip.xfl") return EFFORTS.get(value) ?? `hint ${clipped(value, 16)}`;
  if (field !== "gzip.mtime") return `"${clipped(value)}"`;
  return value === "0" ? "none" : utcTime(Number(value));
}
function ownName(file) {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const plain = /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}$/.test(base) ? base : "";
  const packed = /^(.+)\.(gz|tgz)$/.exec(plain);
  if (packed === null) return null;
  return packed[2] === "tgz" ? `${packed[1] ?? ""}.tar` : packed[1] ?? "";
}

// src/core/explain/core-metadata.ts
var CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;
function coreMetadata(text) {
  const end = headEnd(text);
  const head = text.slice(0, end);
  if (CONTROLS.test(head)) return null;
  const fields = [];
  for (const line of head.split("\n")) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== void 0) {
      last[1] += `
${line}`;
      continue;
    }
    const parts = /^([A-Za-z][A-Za-z0-9-]{0,63}):(.*)$/.exec(line);
    if (parts === null) return null;
    fields.push([parts[1] ?? "", parts[2] ?? ""]);
  }
  return { fields, body: text.slice(end) };
}
function headEnd(text) {
  const empty = text.indexOf("\n\n");
  if (empty !== -1) return empty;
  return text.endsWith("\n") ? text.length - 1 : text.length;
}
function fieldDifferences(upload, other) {
  const names = new Set([...upload.fields, ...other.fields].map(([name]) => name));
  return [...names].flatMap((field) => {
    const here = valuesOf(upload, field);
    const there = valuesOf(other, field);
    const difference = { field, upload: without(here, there), other: without(there, here) };
    return difference.upload.length + difference.other.length === 0 ? [] : [difference];
  });
}
function valuesOf({ fields }, field) {
  return fields.filter(([name]) => name === field).map(([, value]) => value);
}
function without(values, others) {
  const left = [...others];
  return values.filter((value) => {
    const at = left.indexOf(value);
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
}
function sameForReaders(upload, other) {
  return upload.body === other.body && byName(upload.fields) === byName(other.fields);
}
function byName(fields) {
  const keyed = fields.map((field) => [field[0].toLowerCase(), field]);
  keyed.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
  return JSON.stringify(keyed);
}
function hasBlankContinuation({ fields }) {
  return fields.some(([, value]) => /\n[ \t]*(\n|$)/.test(value));
}

// src/core/explain/rules/metadata.ts
var metadataRule = textRule({
  id: "metadata",
  codes: ["entry-content"],
  names: /(^|\/)(PKG-INFO|METADATA)$/,
  decode: coreMetadata,
  account(here, there, difference) {
    const fields = fieldDifferences(here, there);
    const generators = twoVersionsBeside(difference);
    const cause = generators === null ? "" : ` The WHEEL beside it says why: ${madeBy(generators)}.`;
    return {
      because: `${sentence(fields, here, there)}${cause}`,
      remedy: generators === null ? remedyFor2(difference) : pinFor(generators.upload),
      complete: generators !== null && sameForReaders(here, there) && !hasBlankContinuation(here)
    };
  }
});
function twoVersionsBeside(difference) {
  const pair = generatorsBeside(difference);
  if (pair === null || pair.upload.name !== pair.rebuilt.name) return null;
  return pair.upload.version === pair.rebuilt.version ? null : pair;
}
function sentence(fields, here, there) {
  const parts = fields.map(({ field, upload, other }) => {
    const values = Math.max(upload.length, other.length);
    const spelling = sameButSpaces(upload, other) ? ", spaces only" : "";
    return `${field} (${counted(values, "value")}${spelling})`;
  });
  if (here.body !== there.body) parts.push("the description");
  return parts.length === 0 ? "The same metadata fields in another order." : `Metadata differs in ${listed2(parts)}.`;
}
function sameButSpaces(upload, other) {
  const bare = (values) => values.map((value) => value.replaceAll(/[ \t]/g, "")).join("\n");
  return bare(upload) === bare(other);
}
function remedyFor2(difference) {
  const backend = committedBackend(difference.evidence.commit);
  return backend === null ? "Pin the build backend in [build-system] of pyproject.toml to the version that made the upload." : `Pin ${backend.requirement} in [build-system] of pyproject.toml to the version that made the upload; the WHEEL file of the same release names it.`;
}

// src/core/explain/entry-rule.ts
function entryRule(id, codes, account) {
  return {
    id,
    codes,
    explain(difference) {
      const { upload, other, around } = difference;
      if (upload.entry === null || other.entry === null) return null;
      if (around.upload === null || around.rebuilt === null) return null;
      const archives = { upload: around.upload, rebuilt: around.rebuilt };
      return account({ upload: upload.entry, rebuilt: other.entry, archives, difference });
    }
  };
}

// src/core/explain/rules/mode.ts
var UMASKS = [2, 18, 7, 23, 63];
var modeRule = entryRule("mode", ["entry-mode"], ({ upload, rebuilt, archives }) => {
  const [possible] = umaskPairs(upload, rebuilt);
  if (possible === void 0) return null;
  const fitting = commonPair(archives.upload, archives.rebuilt);
  const [mask, otherMask] = fitting ?? possible;
  const masks = `${octal(mask)} in the upload, ${octal(otherMask)} in the rebuild`;
  return {
    because: fitting === null ? `Two umasks could give these modes (${masks}), but the other entries of the archive do not show them.` : `The umask differs: ${masks}; all modes of both archives follow from it.`,
    remedy: "Set `umask 022` before the build, or pack with `tar --mode=go+u,go-w`.",
    complete: fitting !== null
  };
});
function octal(mask) {
  return mask.toString(8).padStart(3, "0");
}
function umasksOf({ type, mode }) {
  const asked = type === "directory" || ((mode ?? 0) & 64) !== 0 ? 511 : 438;
  return UMASKS.filter((mask) => (asked & ~mask) === mode);
}
function umaskPairs(upload, rebuilt) {
  if ((((upload.mode ?? 0) ^ (rebuilt.mode ?? 0)) & 64) !== 0) return [];
  return umasksOf(upload).flatMap((a) => umasksOf(rebuilt).map((b) => [a, b]));
}
var commonPair = perPair((upload, rebuilt) => {
  const others = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  let differing = 0;
  for (const entry of upload.entries) {
    const other = others.get(entry.path);
    if (other === void 0 || other.mode === entry.mode) continue;
    if (umaskPairs(entry, other).length === 0) return null;
    differing += 1;
  }
  const [here] = umasksOfAll(upload);
  const [there] = umasksOfAll(rebuilt);
  return differing < 2 || here === void 0 || there === void 0 ? null : [here, there];
});
function umasksOfAll({ entries }) {
  return entries.filter(({ type }) => type !== "symlink").reduce((left, entry) => {
    const fitting = umasksOf(entry);
    return left.filter((mask) => fitting.includes(mask));
  }, UMASKS);
}

// src/core/explain/rules/mtime.ts
var FIXED_TIMES = /* @__PURE__ */ new Map([
  [0, "the start of 1970, a fixed time"],
  [315532800, "the start of 1980, the earliest time in a zip"],
  [499162500, "npm's fixed time"],
  [1153704088, "cargo's fixed time"],
  [1580601600, "hatchling's fixed time"]
]);
var mtimeRule = entryRule("mtime", ["entry-mtime"], (pair) => {
  if (pair.upload.mtime === pair.rebuilt.mtime) return FRACTION;
  const { archives, difference } = pair;
  const zone = zoneBetween(archives.upload, archives.rebuilt);
  if (zone !== null) {
    return {
      because: `Every time is off by ${String(zone / 3600)} hours: a zip stores local time, and the two builds ran in different time zones.`,
      remedy: "Set TZ=UTC in the release job.",
      complete: true
    };
  }
  const upload = timesIn(archives.upload);
  const rebuilt = timesIn(archives.rebuilt);
  const committedAt = difference.evidence.commit?.tree.committedAt ?? null;
  return {
    because: `Modification times: ${sentence2(upload, committedAt)} in the upload, ${sentence2(rebuilt, committedAt)} in the rebuild.`,
    remedy: remedyFor3(pair),
    complete: true
  };
});
var FRACTION = {
  because: "The times agree to the second; a fraction of it, or another time in a PAX record, differs.",
  remedy: "Pack whole seconds: `tar --format=ustar`, or `--pax-option=delete=atime,delete=ctime`.",
  complete: true
};
function remedyFor3({ archives, difference }) {
  const backend = committedBackend(difference.evidence.commit);
  if (backend !== null) return backend.remedy;
  return archives.upload.format === "zip" ? "Set SOURCE_DATE_EPOCH in the release job to the commit's time, or set the files' times before packing." : "Pack with `tar --mtime=@$SOURCE_DATE_EPOCH --clamp-mtime`, with SOURCE_DATE_EPOCH set to the commit's time.";
}
var timesIn = perArchive(({ entries }) => {
  const times = new Set(entries.map((entry) => entry.mtime));
  const [first = null] = times;
  return { entries: entries.length, distinct: times.size, only: times.size === 1 ? first : null };
});
function sentence2({ entries, distinct, only: only2 }, committedAt) {
  if (only2 === null) {
    return `${counted(distinct, "time")} for ${counted(entries, "entry", "entries")} (the files' own)`;
  }
  const origin = only2 === committedAt ? "the commit's time" : FIXED_TIMES.get(only2);
  return `one time for all, ${utcTime(only2)}${origin === void 0 ? "" : ` (${origin})`}`;
}
var zoneBetween = perPair((upload, rebuilt) => {
  if (upload.format !== "zip") return null;
  const times = new Map(rebuilt.entries.map((entry) => [entry.path, entry.mtime]));
  const both = upload.entries.filter(({ path: path9 }) => times.has(path9));
  const offsets = new Set(both.map(({ path: path9, mtime }) => mtime - (times.get(path9) ?? 0)));
  const [only2 = 0] = offsets;
  return offsets.size === 1 && only2 % 900 === 0 && Math.abs(only2) <= 26 * 3600 ? only2 : null;
});

// src/core/explain/rules/order.ts
var orderRule = {
  id: "order",
  codes: ["entry-order"],
  explain({ at: { upload, rebuilt } }) {
    if (upload === null || rebuilt === null) return null;
    const here = sharedNames(upload, rebuilt);
    if (here.join("\0") === sharedNames(rebuilt, upload).join("\0")) return null;
    return {
      because: `The same entries in another order: ${orderOf(upload)} in the upload, ${orderOf(rebuilt)} in the rebuild.`,
      remedy: "Pack in a fixed order: `tar --sort=name` under LC_ALL=C, or hand the packer a sorted list.",
      complete: isSet(upload.entries) && isSet(rebuilt.entries)
    };
  }
};
function orderOf(model) {
  const names = model.entries.map((entry) => entry.path);
  if (names.every((name, at) => (names[at - 1] ?? "") < name)) return "byte order";
  if (names[0]?.endsWith("package.json") === true) return "package.json first, as old npm packs,";
  return "the order in which the packer met the files";
}
function sharedNames({ entries }, other) {
  const names = new Set(other.entries.map((entry) => entry.path));
  return entries.map((entry) => entry.path).filter((name) => names.has(name));
}
function isSet(entries) {
  return new Set(entries.map((entry) => entry.path)).size === entries.length;
}

// src/core/explain/rules/owner.ts
var OWNER_FIELDS = ["tar.uid", "tar.gid", "tar.uname", "tar.gname"];
var ownerRule = entryRule("owner", ["entry-owner"], ({ upload, rebuilt }) => {
  const here = upload.fields;
  const there = rebuilt.fields;
  if (OWNER_FIELDS.every((field) => here.get(field) === there.get(field))) return null;
  return {
    because: `Packed by another account: ${ownerOf(here)} in the upload, ${ownerOf(there)} in the rebuild.`,
    remedy: "Pack with `tar --owner=0 --group=0 --numeric-owner`.",
    complete: true
  };
});
function ownerOf(fields) {
  const value = (field) => clipped(fields.get(field) ?? "", 32);
  const names = `${value("tar.uname")}:${value("tar.gname")}`;
  return `${value("tar.uid")}:${value("tar.gid")}${names === ":" ? "" : ` (${names})`}`;
}

// src/core/explain/rules/package-json.ts
var packageJsonRule = textRule({
  id: "package-json",
  codes: ["entry-content", "tracked-file-changed"],
  names: /(^|\/)package\.json$/,
  decode: jsonObject,
  account(here, there, difference) {
    const added = only(here.members, there.members);
    const removed = only(there.members, here.members);
    const changed = [...here.members.keys()].filter(
      (key) => there.members.has(key) && !sameValue(here.members.get(key), there.members.get(key))
    );
    const parts = [
      ...added.length === 0 ? [] : [`added: ${keys(added)}`],
      ...removed.length === 0 ? [] : [`removed: ${keys(removed)}`],
      ...changed.length === 0 ? [] : [`changed: ${keys(changed)}`]
    ];
    const complete = changed.length === 0 && registryKeysOnly(here.lossless, added, difference) && registryKeysOnly(there.lossless, removed, difference);
    return {
      because: parts.length === 0 ? `package.json has the same values in another layout or key order${styles(here.lossless, there.lossless)}.` : `package.json was rewritten (${parts.join("; ")}).`,
      remedy: "Pack in the rebuild with the command that publishes; a publisher that rewrites package.json has to run there too.",
      complete
    };
  }
});
function only(a, b) {
  return [...a.keys()].filter((key) => !b.has(key));
}
function sameValue(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
function keys(names) {
  return listed2(names.map((name) => clipped(name, 40)));
}
function styles(here, there) {
  return here === null || there === null || here.style === there.style ? "" : ` (${here.style} in the upload, ${there.style} in the other)`;
}
function registryKeysOnly(document, names, { evidence }) {
  if (document === null) return false;
  const { members } = document;
  return names.every((name) => {
    const value = members.get(name);
    switch (name) {
      case "gitHead":
        return value === evidence.commit?.tree.commit;
      case "_id":
        return value === idOf(members);
      // `_nodeVersion` and `_npmVersion` are not among them: nothing that is known here proves their values.
      default:
        return false;
    }
  });
}
function idOf(members) {
  const [name, version] = [members.get("name"), members.get("version")];
  return typeof name === "string" && typeof version === "string" ? `${name}@${version}` : void 0;
}

// src/core/explain/pot-date.ts
var DATE = String.raw`(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d(?:-(?:0\d|1[0-2])|\+(?:0\d|1[0-4]))(?:00|15|30|45)`;
var PO_LINE = new RegExp(String.raw`^"POT-Creation-Date: (${DATE})\\n"$`);
var MO_LINE = new RegExp(`^POT-Creation-Date: (${DATE})$`);
function poDate(text) {
  if (text.includes("\0")) return null;
  const lines = text.split("\n");
  const start = lines.findIndex((line, at2) => line === 'msgid ""' && lines[at2 + 1] === 'msgstr ""');
  if (start === -1 || lines.slice(0, start).some((line) => line !== "" && !line.startsWith("#")))
    return null;
  const found = dateLine(lines, start + 2);
  if (found === null) return null;
  const { at, date } = found;
  lines[at] = (lines[at] ?? "").replace(date, "\0");
  return { date, rest: lines.join("\n") };
}
function dateLine(lines, from) {
  const found = [];
  for (let at = from; lines[at]?.startsWith('"') === true; at++) {
    const date = PO_LINE.exec(lines[at] ?? "")?.[1];
    if (date !== void 0) found.push({ at, date });
  }
  const [only2, ...others] = found;
  if (only2 === void 0 || others.length > 0 || !isOfCalendar(only2.date)) return null;
  return only2.at === from || /^".*\\n"$/.test(lines[only2.at - 1] ?? "") ? only2 : null;
}
function moDate(bytes) {
  const tables = moTables(bytes);
  const header = tables === null ? null : headerMessage(tables);
  if (header === null) return null;
  const whole = latin1(bytes);
  const message = whole.slice(header.start, header.end - 1);
  if (message.includes("\0") || whole[header.end - 1] !== "\0") return null;
  const lines = message.split("\n");
  const dated = lines.filter((line2) => MO_LINE.test(line2));
  if (dated.length !== 1) return null;
  const [line = ""] = dated;
  const date = MO_LINE.exec(line)?.[1] ?? "";
  if (!isOfCalendar(date)) return null;
  const before = lines.slice(0, lines.indexOf(line)).reduce((sum, one) => sum + one.length + 1, 0);
  const from = header.start + before + "POT-Creation-Date: ".length;
  return {
    date,
    rest: `${String(from)}\0${whole.slice(0, from)}\0${whole.slice(from + date.length)}`
  };
}
function moTables(bytes) {
  if (bytes.length < 28) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint32(0, true) === 2500072158;
  if (!little && view.getUint32(0, false) !== 2500072158) return null;
  const word = (at) => view.getUint32(at, little);
  const count = word(8);
  const originals = { start: word(12), end: word(12) + 8 * count };
  const translations = { start: word(16), end: word(16) + 8 * count };
  if (word(4) !== 0 || Math.max(originals.end, translations.end) > bytes.length) return null;
  const messages = ({ start }) => Array.from({ length: count }, (_, at) => {
    const offset = word(start + 8 * at + 4);
    return { start: offset, end: offset + word(start + 8 * at) + 1 };
  });
  const hashes = { start: word(24), end: word(24) + 4 * word(20) };
  return {
    spans: [{ start: 0, end: 28 }, originals, translations, hashes],
    originals: messages(originals),
    translations: messages(translations)
  };
}
function headerMessage({ spans, originals, translations }) {
  const [header, ...others] = translations;
  const isEmpty = (span) => span.end - span.start === 1;
  if (header === void 0 || !originals.slice(0, 1).every(isEmpty)) return null;
  const isApart = (span) => span.end <= header.start || span.start >= header.end;
  return [spans, originals, others].every((all) => all.every(isApart)) ? header : null;
}
function isOfCalendar(date) {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
function latin1(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

// src/core/explain/rules/pot-creation-date.ts
var ofPo = ofText(poDate);
var potCreationDateRule = contentRule({
  id: "pot-creation-date",
  codes: ["entry-content", "tracked-file-changed"],
  names: /\.(pot?|g?mo)$/,
  decode: (body, name) => name.endsWith("mo") ? moDate(body) : ofPo(body),
  account(upload, other) {
    if (upload.date === other.date) return null;
    const complete = upload.rest === other.rest;
    return {
      because: `gettext stamped another POT-Creation-Date (${upload.date} in the upload, ${other.date} in the other)${complete ? "" : "; more than the date differs"}.`,
      remedy: "Set DIST_DEPENDS_ON_UPDATE_PO = no in po/Makevars, or strip the line before packing.",
      complete
    };
  }
});

// src/core/explain/version-tuple.ts
var SPELLINGS = /* @__PURE__ */ new Map([
  [
    "setuptools-scm",
    [
      ({ epoch, release, pre, post, dev, local }, _, quoted) => [
        ...texts([epoch === void 0 ? void 0 : `${epoch}!`], quoted),
        ...release,
        ...texts([pre, post, dev, local], quoted)
      ],
      ["'"]
    ]
  ],
  [
    "setuptools-scm before 8",
    [({ release, dev, local }, _, quoted) => [...release, ...texts([dev, local], quoted)], ["'"]]
  ],
  [
    "versioningit by PEP 440",
    [
      ({ epoch, release, pre, post, dev, local }, _, quoted) => [
        epoch,
        ...release,
        ...texts([pre, post, dev, local === void 0 ? void 0 : `+${local}`], quoted)
      ],
      ['"', "'"]
    ]
  ],
  [
    "versioningit",
    [
      (_, version, quoted) => version.split(/[.+!]/).map((part) => /^\d+$/.test(part) ? part : quoted(part)),
      ['"', "'"]
    ]
  ]
]);
function texts(parts, quoted) {
  return parts.map((part) => part === void 0 ? void 0 : quoted(part));
}
function tupleWriters(version, literal) {
  const parts = partsOf(version);
  const writers = /* @__PURE__ */ new Set();
  for (const [tool, [spelling, quotes]] of SPELLINGS) {
    for (const quote of quotes) {
      const items = spelling(parts, version, (text) => `${quote}${text}${quote}`).filter(
        (item) => item !== void 0
      );
      if (literal === tupleOf(items)) writers.add(`${tool} ${quote}`);
    }
  }
  return writers;
}
function tupleOf(items) {
  return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
}
function partsOf(version) {
  const [main = "", local] = version.split("+");
  const release = /^(?:(\d+)!)?([\d.]*\d)/.exec(main);
  return {
    epoch: release?.[1],
    release: (release?.[2] ?? "").split("."),
    pre: /(?:a|b|rc)\d+/.exec(main)?.[0],
    post: /post\d+/.exec(main)?.[0],
    dev: /dev\d+/.exec(main)?.[0],
    local
  };
}

// src/core/explain/version-file.ts
var VERSION = /^(?<before>(?:(?:__version__|version|VERSION) = )+(?<quote>['"]))(?<value>[^'"\\]{1,80})(?<after>\k<quote>)$/;
var TUPLE = /^(?<before>(?:(?:__version_tuple__|version_tuple) = )+)(?<value>\([^()]{1,96}\))(?<after>)$/;
var COMMIT = /^(?<before>(?:(?:__commit_id__|commit_id) = )+)(?<value>None|'g[0-9a-f]{7,40}')(?<after>)$/;
function versionFile(text) {
  if (text.includes("\0")) return null;
  const versions = /* @__PURE__ */ new Set();
  const tuples = [];
  const commits = [];
  const rest = text.split("\n").map((line) => {
    const version2 = VERSION.exec(line)?.groups;
    const tuple = TUPLE.exec(line)?.groups;
    const commit = COMMIT.exec(line)?.groups;
    if (version2 !== void 0) versions.add(version2["value"] ?? "");
    else if (tuple !== void 0) tuples.push(tuple["value"] ?? "");
    else if (commit !== void 0) commits.push(...commitIn(commit["value"] ?? ""));
    const { before, after } = version2 ?? tuple ?? commit ?? {};
    return before === void 0 ? line : `${before}\0${after ?? ""}`;
  });
  const [version = ""] = versions;
  if (versions.size !== 1 || !isScmVersion(version)) return null;
  const writers = sharedWriters(tuples.map((tuple) => tupleWriters(version, tuple)));
  if (writers?.size === 0) return null;
  const local = /\+g([0-9a-f]{7,40})/.exec(version)?.[1];
  return {
    version,
    commits: local === void 0 ? commits : [...commits, local],
    writers,
    rest: rest.join("\n")
  };
}
function commitIn(literal) {
  return literal === "None" ? [] : [literal.slice(2, -1)];
}
function sharedWriters(sets) {
  const [first, ...others] = sets.filter((set) => set !== null);
  if (first === void 0) return null;
  return new Set([...first].filter((writer) => others.every((other) => other.has(writer))));
}

// src/core/explain/rules/version-file.ts
var versionFileRule = textRule({
  id: "version-file",
  codes: ["entry-content", "tracked-file-changed"],
  names: /\.py$/,
  decode: versionFile,
  account(here, there, difference) {
    if (isSameVersion(here.version, there.version)) return null;
    const oneTool = sharedWriters([here.writers, there.writers])?.size !== 0;
    const complete = here.rest === there.rest && oneTool && isReleased(difference, here, there);
    return {
      because: `The version was derived from the repository: ${here.version} in the upload, ${there.version} in the other${complete ? "" : "; more than that differs, or it is not the released version"}.`,
      remedy: "Give the build the history and tags (`fetch-depth: 0`), or set SETUPTOOLS_SCM_PRETEND_VERSION to the released version.",
      complete
    };
  }
});
function isReleased(difference, here, there) {
  const { evidence, tracked: tracked2, finding } = difference;
  if (evidence.commit === null || tracked2 !== null) return false;
  const { commit } = evidence.commit.tree;
  return versionNamed(finding.path[0] ?? "") === here.version && [...here.commits, ...there.commits].every((id) => commit.startsWith(id));
}
function versionNamed(file) {
  const wheel = /^[^-]+-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(file);
  const source = /^.+-([^-]+?)\.(?:tar|tar\.gz|tgz|zip)$/.exec(file);
  return wheel?.[1] ?? source?.[1] ?? null;
}

// src/core/explain/wheel-record.ts
var CONTROLS2 = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;
function wheelRecord(text) {
  if (!text.endsWith("\n") || CONTROLS2.test(text)) return null;
  const rows = /* @__PURE__ */ new Map();
  for (const line of text.slice(0, -1).split("\n")) {
    const row = recordRow(line);
    if (row === null || rows.has(row.path)) return null;
    rows.set(row.path, row);
  }
  return rows;
}
function recordRow(line) {
  const parts = /^(?:"((?:[^"]|"")+)"|([^",]+)),((?:sha256=[A-Za-z0-9_-]{43})?),((?:0|[1-9]\d{0,15})?)$/.exec(
    line
  );
  if (parts === null) return null;
  const [, quoted, plain = "", hash = "", size = ""] = parts;
  const path9 = quoted?.replaceAll('""', '"') ?? plain;
  if (quoted !== void 0 && !/[",]/.test(path9)) return null;
  return { path: path9, hash, size };
}
function recordHash(sha256) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  let bits = 0n;
  for (const digit of sha256) bits = bits * 16n + BigInt(parseInt(digit, 16));
  bits <<= 2n;
  let spelled = "";
  for (let at = 0; at < 43; at++) {
    spelled = `${alphabet.charAt(Number(bits & 63n))}${spelled}`;
    bits >>= 6n;
  }
  return `sha256=${spelled}`;
}

// src/core/explain/rules/wheel-record.ts
var wheelRecordRule = textRule({
  id: "wheel-record",
  codes: ["entry-content"],
  names: /^[^/]+\.dist-info\/RECORD$/,
  decode: wheelRecord,
  account(here, there, { around }) {
    const paths = [.../* @__PURE__ */ new Set([...here.keys(), ...there.keys()])].filter(
      (path9) => !sameRow(here.get(path9), there.get(path9))
    );
    const files = entriesByPath(around);
    const derived = paths.every(
      (path9) => isTrue(here.get(path9), files.upload.get(pathFromText(path9))) && isTrue(there.get(path9), files.rebuilt.get(pathFromText(path9)))
    );
    const rows = paths.length === 0 ? "the order of its rows" : `${counted(paths.length, "row")} (${listed2(paths.map((path9) => clipped(path9)))})`;
    return {
      because: derived ? `RECORD lists the other files, and follows them in ${rows}.` : `RECORD differs in ${rows}, and not all of that follows from the files it lists.`,
      remedy: derived ? "Nothing to do here: it becomes equal when those files do." : "Build the wheel again with the tool that the commit names; do not edit it afterwards.",
      complete: derived
    };
  }
});
function sameRow(a, b) {
  return a?.hash === b?.hash && a?.size === b?.size;
}
function entriesByPath(around) {
  const index = (entries) => new Map((entries ?? []).map((entry) => [entry.path, entry]));
  return { upload: index(around.upload?.entries), rebuilt: index(around.rebuilt?.entries) };
}
function isTrue(row, entry) {
  const sha256 = entry?.sha256 ?? null;
  const hash = sha256 === null ? void 0 : recordHash(sha256);
  return row?.hash === hash && row?.size === (entry === void 0 ? void 0 : String(entry.size));
}

// src/core/explain/rules/registry.ts
var RULES = [
  mtimeRule,
  orderRule,
  ownerRule,
  modeRule,
  gzipHeaderRule,
  deflateRule,
  eolRule,
  generatorVersionRule,
  wheelRecordRule,
  metadataRule,
  packageJsonRule,
  potCreationDateRule,
  versionFileRule
];

// src/core/explain/explain.ts
var SUBSTANCE = /* @__PURE__ */ new Set([
  "file-content",
  "entry-only-in-upload",
  "entry-only-in-rebuild",
  "entry-content",
  "entry-type",
  "entry-link-target",
  "entry-mode",
  "tracked-file-changed",
  "not-rebuilt"
]);
var OPEN_TO_ACCOUNTS = /* @__PURE__ */ new Set([
  "file-content",
  "entry-content",
  "entry-mode",
  "gzip-name"
]);
function explain(comparison, evidence, rules = RULES) {
  const resolver = newResolver(evidence);
  const bySha256 = evidence.commit === null ? /* @__PURE__ */ new Map() : pathsBySha256(evidence.commit.tree);
  const differences = comparison.findings.map((finding) => resolver.resolve(finding));
  const macros = macroNotes(differences.filter(({ finding }) => SUBSTANCE.has(finding.code)));
  const asked = rulesByCode(rules);
  const ranked = differences.map(
    (difference) => explained(
      difference,
      asked.get(difference.finding.code) ?? [],
      bySha256,
      macros.get(difference) ?? []
    )
  );
  const findings = inRiskOrder(ranked);
  return { ...comparison, findings, files: attribute(comparison, findings, evidence) };
}
function rulesByCode(rules) {
  const byCode = /* @__PURE__ */ new Map();
  for (const rule of rules) {
    for (const code of rule.codes) byCode.set(code, [...byCode.get(code) ?? [], rule]);
  }
  return byCode;
}
function explained(difference, rules, bySha256, macros) {
  const { finding } = difference;
  const found = bestAccount(difference, rules);
  const evidenceClass = classOf(finding, found?.account ?? null);
  const remarks = SUBSTANCE.has(finding.code) ? remarksOn(difference, bySha256) : NO_REMARKS;
  const settled = evidenceClass === "modified-explained";
  const alarm = settled ? null : remarks.alarm;
  return {
    alarm,
    finding: {
      ...finding,
      class: evidenceClass,
      risk: settled ? "low" : alarm === null ? finding.risk : raised(finding.risk),
      explanation: found === null ? null : explanationOf(found.rule, found.account),
      notes: [...finding.notes, ...remarks.notes, ...macros]
    }
  };
}
function bestAccount(difference, rules) {
  let hint = null;
  for (const rule of rules) {
    const account = rule.explain(difference);
    if (account?.complete === true) return { rule, account };
    if (account !== null) hint ??= { rule, account };
  }
  return hint;
}
function explanationOf(rule, account) {
  return {
    rule: rule.id,
    because: account.because,
    remedy: account.remedy,
    docs: documentation("rules", rule.id)
  };
}
function classOf(finding, account) {
  if (finding.class === "unverifiable" || finding.class === "in-commit") return finding.class;
  if (factsOf(finding.code).normaliser !== null) return null;
  if (finding.code === "not-rebuilt") return "unverifiable";
  return account?.complete === true && OPEN_TO_ACCOUNTS.has(finding.code) ? "modified-explained" : "unexplained";
}
function raised(risk) {
  return risk === "info" ? "low" : "high";
}
var NO_REMARKS = { notes: [], alarm: null };
function remarksOn(difference, bySha256) {
  const { finding, name } = difference;
  const commit = commitRelation(difference, bySha256);
  const autoload = autoloadNote(name);
  const scripts = scriptChange(difference);
  const notes = [...commit.notes];
  if (autoload !== null) notes.push(autoload);
  if (scripts !== null) notes.push(scripts.note);
  if (finding.code === "entry-mode") notes.push(...executableNotes(difference));
  else notes.push(...serialNotes(difference), ...textChangeNotes(difference));
  if (difference.evidence.oversize.has(placeKey(finding.path.slice(1)))) {
    notes.push("too large to be looked into, so no cause was searched");
  }
  const autoloaded = autoload !== null || scripts?.onInstall === true;
  return { notes, alarm: commit.ignored ? "ignored" : autoloaded ? "autoloaded" : null };
}
function executableNotes({ upload, other }) {
  if (upload.entry === null || other.entry === null) return [];
  const here = ((upload.entry.mode ?? 0) & 73) !== 0;
  const there = ((other.entry.mode ?? 0) & 73) !== 0;
  if (here === there) return [];
  return [here ? "executable in the upload only" : "executable in the rebuild only"];
}

// src/core/explain/wanted.ts
var BODY_CAPS = { each: 4 * 1024 * 1024, total: 64 * 1024 * 1024 };
var CONTENT = /* @__PURE__ */ new Set([
  "entry-content",
  "file-content",
  "tracked-file-changed"
]);
var READ_ALONE = /\.m4$|(^|\/)package\.json$/;
function wantedBodies(comparison, upload, rebuilt, caps) {
  const sizes = { upload: sizesIn(upload), rebuilt: sizesIn(rebuilt ?? /* @__PURE__ */ new Map()) };
  const wanted = {
    upload: /* @__PURE__ */ new Map(),
    rebuilt: /* @__PURE__ */ new Map()
  };
  const oversize = /* @__PURE__ */ new Set();
  let left = caps.total;
  const take = (side, place) => {
    const key = placeKey(place);
    const size = sizes[side](place);
    if (size === null || wanted[side].has(key)) return;
    if (size > caps.each || size > left) {
      oversize.add(key);
      return;
    }
    left -= size;
    wanted[side].set(key, place);
  };
  for (const finding of byUrgency(comparison.findings)) {
    for (const place of placesOf(finding)) {
      take("upload", place);
      take("rebuilt", place);
    }
  }
  return { upload: [...wanted.upload.values()], rebuilt: [...wanted.rebuilt.values()], oversize };
}
function byUrgency(findings) {
  const urgent = (finding) => autoloadNote(finding.path.at(-1) ?? "") !== null;
  return [...findings.filter(urgent), ...findings.filter((finding) => !urgent(finding))];
}
function placesOf(finding) {
  const place = finding.path.slice(1);
  const name = place.at(-1) ?? "";
  const alone = READ_ALONE.test(name) && ["entry-only-in-upload", "not-rebuilt"].includes(finding.code);
  if (!CONTENT.has(finding.code) && !alone) return [];
  const folder = place.slice(0, -1);
  const info = /^([^/]+\.dist-info)\/METADATA$/.exec(name)?.[1];
  if (info !== void 0) return [place, [...folder, `${info}/WHEEL`]];
  return name.endsWith(".m4") ? [place, [...folder, aclocalBeside(name)]] : [place];
}
function sizesIn(readings) {
  return (place) => {
    const name = place.at(-1);
    if (name === void 0) {
      const reading = readings.get(placeKey([]));
      return reading?.kind === "opaque" ? reading.content.size : null;
    }
    const entry = entriesByName(readings.get(placeKey(place.slice(0, -1)))).get(name);
    return entry?.type === "file" ? entry.size : null;
  };
}
var WHOLE = /* @__PURE__ */ new Set([
  "gzip-header",
  "gzip-name",
  "gzip-extra",
  "compression-layout",
  "entry-order"
]);
function nestedPlaces(comparison) {
  const places = /* @__PURE__ */ new Map();
  for (const { code, path: path9 } of comparison.findings) {
    const whole = path9.slice(1);
    const deepest = WHOLE.has(code) ? whole.length : whole.length - 1;
    for (let depth = 1; depth <= deepest; depth++) {
      const place = whole.slice(0, depth);
      places.set(placeKey(place), place);
    }
  }
  return [...places.values()];
}
function wantedPaths(comparison, reading, tree, subdirectory) {
  const blobs = /* @__PURE__ */ new Set();
  const untracked = /* @__PURE__ */ new Set();
  if (reading.kind === "archive") {
    const paths = commitPaths(reading.archive.entries, tree, subdirectory);
    for (const { code, path: path9 } of comparison.findings) {
      const entry = path9.length === 2 ? entriesByName(reading).get(path9[1] ?? "") : void 0;
      const own = entry === void 0 ? null : paths.of(entry.path);
      if (own === null) continue;
      if (!tree.files.has(own)) untracked.add(own);
      else if (code === "tracked-file-changed") blobs.add(own);
    }
  }
  return { blobs: [...blobs], untracked: [...untracked] };
}

// src/app/explain.ts
async function explainComparison(request, means) {
  const { comparison, upload, rebuilt } = request;
  const readings = {
    upload: await readingsOf(upload, comparison, means),
    rebuilt: rebuilt === null ? null : await readingsOf(rebuilt, comparison, means)
  };
  const wanted = wantedBodies(
    comparison,
    readings.upload,
    readings.rebuilt,
    means.caps ?? BODY_CAPS
  );
  const side = async (of, known, places) => ({
    readings: known,
    bodies: await bodiesOf(of, known, places, means)
  });
  return explain(comparison, {
    upload: await side(upload, readings.upload, wanted.upload),
    rebuilt: rebuilt === null || readings.rebuilt === null ? null : await side(rebuilt, readings.rebuilt, wanted.rebuilt),
    commit: await commitEvidence(request, means.caps ?? BODY_CAPS),
    oversize: wanted.oversize
  });
}
async function readingsOf(of, comparison, { files, limits, signal }) {
  const readings = /* @__PURE__ */ new Map([[placeKey([]), of.reading]]);
  for (const place of nestedPlaces(comparison)) {
    const inside = bytesOf(place, readings);
    if (inside === null) continue;
    readings.set(placeKey(place), await files.read(of.file, inside, limits, signal));
  }
  return readings;
}
async function bodiesOf(of, readings, places, { files, limits, signal, caps = BODY_CAPS }) {
  const byContainer = /* @__PURE__ */ new Map();
  for (const place of places) {
    const key = placeKey(place.slice(0, -1));
    byContainer.set(key, [...byContainer.get(key) ?? [], place]);
  }
  const bodies = /* @__PURE__ */ new Map();
  for (const group of byContainer.values()) {
    const keys2 = /* @__PURE__ */ new Map();
    let inside = [];
    for (const place of group) {
      const bytes = bytesOf(place, readings);
      if (bytes === null) continue;
      inside = bytes.slice(0, -1);
      keys2.set(bytes.at(-1) ?? pathFromText(""), placeKey(place));
    }
    const found = await files.bodies(of.file, inside, [...keys2.keys()], caps.each, limits, signal);
    for (const [path9, body] of found) {
      const key = keys2.get(path9);
      if (key !== void 0) bodies.set(key, body);
    }
  }
  return bodies;
}
function bytesOf(place, readings) {
  const bytes = [];
  for (const [depth, name] of place.entries()) {
    const entry = entriesByName(readings.get(placeKey(place.slice(0, depth)))).get(name);
    if (entry === void 0) return null;
    bytes.push(entry.path);
  }
  return bytes;
}
async function commitEvidence({ comparison, upload, source, subdirectory }, caps) {
  if (source === null) return null;
  const { tree } = source;
  const wanted = wantedPaths(comparison, upload.reading, tree, subdirectory);
  const blobs = /* @__PURE__ */ new Map();
  let left = caps.total;
  for (const path9 of [projectFile(subdirectory), ...wanted.blobs]) {
    const size = tree.files.get(path9)?.size ?? Infinity;
    if (size > caps.each || size > left) continue;
    const blob = await source.readBlob(path9, caps.each);
    if (blob === void 0) continue;
    blobs.set(path9, blob);
    left -= blob.length;
  }
  const ignored = await source.ignoreRules(wanted.untracked);
  return { tree, subdirectory, blobs, ignored };
}

// src/app/judge.ts
async function judgePair(upload, rebuilt, means) {
  return judged(await explainedPair(upload, rebuilt, means), means);
}
async function judgeByCommit(upload, source, means) {
  const reading = await means.files.read(upload.file, [], means.limits, means.signal);
  const subdirectory = subdirectoryOf(source);
  const compared = compareWithCommit({
    name: upload.name,
    reading,
    tree: source.tree,
    subdirectory
  });
  return judged(await explained2(compared, upload, reading, null, means), means);
}
async function judgeUnmatched(upload, means) {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  return judged(uploadNotRebuilt(upload.name, fingerprint), means);
}
async function judgeUnbuilt(upload, outcome, means) {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  const message = `there is no rebuild to compare with: ${outcome.detail}`;
  const comparison = {
    upload: { name: upload.name, ...fingerprint },
    rebuilt: null,
    level: null,
    findings: [],
    undecided: [{ code: "build-failed", message, path: [upload.name], side: "rebuilt" }],
    files: {}
  };
  return judged(comparison, means);
}
async function selfCheck(artifact, first, second, means) {
  if (second === null) return { ...artifact, stability: "unstable" };
  const { comparison: again } = await compareFiles(
    {
      upload: first,
      rebuilt: second,
      limits: means.limits,
      commit: null,
      accepted: means.accepted
    },
    means,
    means.signal
  );
  const { findings } = decide(again, means.accepted);
  const checked = markUnstable(artifact.comparison, { ...again, findings });
  return { ...judged(checked.comparison, means), stability: checked.stability };
}
async function explainedPair(upload, rebuilt, means) {
  const { source, limits, accepted } = means;
  const commit = source === null ? null : { tree: source.tree, subdirectory: subdirectoryOf(source) };
  const compared = await compareFiles(
    { upload, rebuilt, limits, commit, accepted },
    means,
    means.signal
  );
  if (compared.upload === null || compared.rebuilt === null) return compared.comparison;
  return explained2(
    compared.comparison,
    upload,
    compared.upload,
    { file: rebuilt.file, reading: compared.rebuilt },
    means
  );
}
function explained2(comparison, upload, reading, rebuilt, means) {
  const { source, files, limits, signal } = means;
  return explainComparison(
    {
      comparison,
      upload: { file: upload.file, reading },
      rebuilt,
      source,
      subdirectory: source === null ? pathFromText("") : subdirectoryOf(source)
    },
    { files, limits, signal }
  );
}
function judged(comparison, { accepted }) {
  return { comparison, decision: decide(comparison, accepted), reason: null, stability: null };
}
function subdirectoryOf({ tree }) {
  return pathFromText(tree.subdirectory ?? "");
}

// src/app/run-log.ts
var RunLog = class {
  #clock;
  #next;
  #notices = [];
  #timings = /* @__PURE__ */ new Map();
  #phase = null;
  constructor(clock, next) {
    this.#clock = clock;
    this.#next = next;
  }
  phase(name, detail) {
    this.#close();
    this.#phase = { name, since: this.#clock.monotonic() };
    this.#next.phase(name, detail);
  }
  notice(code, message) {
    const known = this.#notices.some((said) => said.code === code && said.message === message);
    if (known) return;
    this.#notices.push({ code, message });
    this.#next.notice(code, message);
  }
  buildOutput(chunk) {
    this.#next.buildOutput(chunk);
  }
  /** Each notice once, in the order they were given. */
  notices() {
    return this.#notices;
  }
  /** Phase to milliseconds; ends the phase that is running. */
  timings() {
    this.#close();
    return this.#timings;
  }
  #close() {
    if (this.#phase === null) return;
    const { name, since } = this.#phase;
    const spent = this.#clock.monotonic() - since;
    this.#timings.set(name, (this.#timings.get(name) ?? 0) + spent);
    this.#phase = null;
  }
};

export {
  ACCEPTED_FOR_REBUILD,
  ACCEPTED_WITHOUT_BUILD,
  makeReport,
  judgePair,
  judgeByCommit,
  judgeUnmatched,
  judgeUnbuilt,
  selfCheck,
  RunLog,
  require_picomatch2 as require_picomatch,
  gatePorts
};
