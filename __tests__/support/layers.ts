import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { build } from "esbuild";
import ts from "typescript";

/** The layers of src, and what a file of each may import from the other layers and from outside. */
const layers: Readonly<
  Record<string, { inside: (target: string) => boolean; outside: (name: string) => boolean }>
> = {
  core: {
    inside: (target) => target.startsWith("src/core/"),
    outside: (name) => name === "zod" || name === "node:crypto",
  },
  app: {
    inside: (target) => target.startsWith("src/app/") || target.startsWith("src/core/"),
    outside: () => false,
  },
  adapters: {
    inside: (target) =>
      target === "src/app/ports.ts" ||
      target.startsWith("src/adapters/") ||
      target.startsWith("src/core/"),
    outside: () => true,
  },
  entry: {
    // package.json holds the version.
    inside: (target) => target.startsWith("src/") || target === "package.json",
    outside: () => true,
  },
};

/** One import as written or as bundled: `to` is a path below the root, or a bare specifier. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every TypeScript file of src below `root`, as paths relative to it. */
export function sourceFiles(root: string): readonly string[] {
  return readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `src/${path}`)
    .sort();
}

/** The imports that remain at run time, as the bundler resolves them. */
export async function bundledImports(root: string): Promise<readonly Import[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...sourceFiles(root)],
    outdir: "out",
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    platform: "node",
    packages: "external",
    metafile: true,
    logLevel: "silent",
    tsconfigRaw: {},
  });
  return Object.entries(metafile.inputs).flatMap(([from, { imports }]) =>
    imports.filter(({ path }) => path !== "<runtime>").map(({ path }) => ({ from, to: path })),
  );
}

/** Every import that the text states: types, lazy ones, re-exports and `import("…")` types included. */
export function statedImports(from: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const name = specifier.text;
    const to = name.startsWith(".") ? posix.join(posix.dirname(from), name) : name;
    found.push({ from, to });
  };
  walk(parse(from, text), (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal);
    if (ts.isCallExpression(node) && isLoader(node.expression)) add(node.arguments[0]);
  });
  return found;
}

function isLoader(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(callee) && callee.text === "require")
  );
}

/** One sentence for each import that its layer does not permit, and for each file outside of the layers. */
export function layerViolations(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const layer = layers[from.split("/")[1] ?? ""];
    if (layer === undefined || from.split("/").length < 3) return [`${from} is in no layer`];
    const inRepository = to.startsWith("src/") || to === "package.json";
    const allowed = inRepository ? layer.inside(to) : layer.outside(to);
    return allowed ? [] : [`${from} must not import ${to}`];
  });
}

/** Names core must not even mention: through each of them the world outside would reach it. */
const impure = new Set([
  "process",
  "Buffer",
  "console",
  "fetch",
  "globalThis",
  "global",
  "window",
  "self",
  "performance",
  "crypto",
  "navigator",
  "require",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "eval",
  "Function",
  "Intl",
  "WebSocket",
  "XMLHttpRequest",
]);

/** Members whose result depends on the locale or time zone of the machine. */
const localMember =
  /^(?:localeCompare|toLocale\w+|getTimezoneOffset|get(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds))$/;

/** One sentence for each use, in a file of core, of a global that is not a function of its arguments. */
export function impurities(path: string, text: string): readonly string[] {
  const source = parse(path, text);
  const found: string[] = [];
  walk(source, (node) => {
    const what = impurity(node);
    if (what === null) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${path}:${String(line + 1)} uses ${what}`);
  });
  return found;
}

function impurity(node: ts.Node): string | null {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
    return "import.meta";
  }
  if (ts.isPropertyAccessExpression(node) && localMember.test(node.name.text)) {
    return node.name.text;
  }
  if (ts.isImportDeclaration(node)) return impureCryptoImport(node);
  if (!ts.isIdentifier(node) || !isReference(node)) return null;
  if (impure.has(node.text)) return node.text;
  if (node.text === "Date" && !isPureDate(node)) return "the clock";
  if (node.text === "Math" && !isPureMath(node)) return "Math.random, or Math as a value";
  return null;
}

/** Hashing is a function of its input; key generation and random bytes are not. */
function impureCryptoImport(node: ts.ImportDeclaration): string | null {
  const { moduleSpecifier, importClause } = node;
  if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== "node:crypto") return null;
  const bindings = importClause?.namedBindings;
  if (importClause?.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) {
    return "all of node:crypto";
  }
  const names = bindings.elements.map((element) => (element.propertyName ?? element.name).text);
  return names.find((name) => /random|generate|webcrypto|subtle/i.test(name)) ?? null;
}

/** A name that stands for a value: no member, key, label, declaration or part of a type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) return false;
  if (ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name !== node;
  }
  if (ts.isEnumMember(parent) || ts.isImportSpecifier(parent)) return false;
  return true;
}

function isPureDate(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isNewExpression(parent)) return (parent.arguments?.length ?? 0) > 0;
  return ts.isPropertyAccessExpression(parent) && ["UTC", "parse"].includes(parent.name.text);
}

function isPureMath(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name.text !== "random";
}

/** One sentence for each exported declaration without a docstring, and each exported field that can be written. */
export function openContracts(path: string, text: string): readonly string[] {
  const source = parse(path, text);
  return source.statements.filter(isExported).flatMap((statement) => {
    const name = declaredNames(statement)[0] ?? "a statement";
    const undocumented =
      ts.getJSDocCommentsAndTags(statement).length === 0 && !ts.isExportDeclaration(statement)
        ? [`${path} exports ${name} without a docstring`]
        : [];
    return [
      ...undocumented,
      ...writableFields(statement).map((field) => `${path} lets ${name}.${field} be written`),
    ];
  });
}

function writableFields(statement: ts.Statement): readonly string[] {
  if (!ts.isInterfaceDeclaration(statement)) return [];
  return statement.members
    .filter(ts.isPropertySignature)
    .filter(
      (field) =>
        field.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) !== true,
    )
    .map((field) => field.name.getText());
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** The names of the types, classes, functions and constants that a file exports. */
export function exportedNames(path: string): readonly string[] {
  return parse(path, readFileSync(path, "utf8"))
    .statements.filter(isExported)
    .flatMap(declaredNames);
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  if (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement)
  ) {
    return statement.name === undefined ? [] : [statement.name.text];
  }
  return [];
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
}
