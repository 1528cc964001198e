import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** The named `z` is one object to the bundler: half a megabyte of it would be bundled unused. */
const wholeZod = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
  message: 'Write `import * as z from "zod"`, which the bundler can take apart.',
};

/** What a layer may import; relative paths are judged by the first folder of src they climb to. */
function layer(name, { above, bare, reason }) {
  return {
    files: [`src/${name}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...(above.length === 0
              ? []
              : [{ regex: `^(\\.\\./)+(${above.join("|")})(/|$)`, message: reason }]),
            ...(bare === undefined ? [] : [{ regex: bare, message: reason }]),
          ],
        },
      ],
    },
  };
}

/** Names through which impure values would reach core: all of them come in as arguments instead. */
const impureGlobals = [
  "process",
  "Buffer",
  "console",
  "fetch",
  "globalThis",
  "global",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "clearTimeout",
  "clearInterval",
  "clearImmediate",
  "queueMicrotask",
  "require",
  "crypto",
  "navigator",
  "WebSocket",
  "XMLHttpRequest",
];

export default defineConfig(
  globalIgnores(["dist/", "coverage/", ".cache/", ".demo/"]),
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        {
          allowDefaultCaseForExhaustiveSwitch: false,
          considerDefaultExhaustiveForUnions: false,
          requireDefaultForNonUnion: true,
        },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/require-array-sort-compare": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    rules: {
      complexity: ["error", 15],
      "max-depth": ["error", 4],
      "max-params": ["error", 6],
      "max-nested-callbacks": ["error", 4],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-param-reassign": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  layer("core", {
    above: ["app", "adapters", "entry"],
    bare: "^(?!\\.|zod$|node:crypto$)",
    reason: "core imports only core, zod and node:crypto.",
  }),
  layer("app", {
    above: ["adapters", "entry"],
    bare: "^(?!\\.)",
    reason: "app is written against app/ports.ts and core; an adapter does the rest.",
  }),
  {
    files: ["src/adapters/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(\\.\\./)+(entry/|app/(?!ports\\.ts$))",
              message: "adapters import only app/ports.ts and core.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        wholeZod,
        {
          selector: "ImportExpression > Literal[value=/^(?!\\.|node:)/]",
          message:
            "A lazily loaded CommonJS package loses its names when bundled; load a file of ours that imports it.",
        },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "exit",
          message: "Set process.exitCode, so that clean-up runs.",
        },
      ],
    },
  },
  {
    files: ["src/core/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...impureGlobals.map((name) => ({ name, message: "core takes values as arguments." })),
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Date",
          property: "now",
          message: "core has no clock; take the time as a value.",
        },
        { object: "Math", property: "random", message: "core is deterministic." },
      ],
      "no-restricted-syntax": [
        "error",
        wholeZod,
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "core has no clock; take the time as a value.",
        },
        { selector: "CallExpression[callee.name='Date']", message: "core has no clock." },
        { selector: "ImportExpression", message: "core has no lazy parts." },
        { selector: "MetaProperty", message: "core does not know where it is." },
      ],
    },
  },
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      // A test states what it knows of its own literals; the run itself proves it.
      "@typescript-eslint/no-non-null-assertion": "off",
      // describe, describe, it, callback in the test: four is reached by honest tests.
      "max-nested-callbacks": ["error", 5],
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { process: "readonly", __dirname: "readonly", __filename: "readonly" },
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
);
