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

/** A file by its path from the repository's root, and what it says. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/**
 * One sentence for each export of `files` that is dead: no other of the files imports it, and neither its own file nor
 * one of `readers` (tests, scripts) uses it. What tests alone use is dead, too: it would be kept for its own test.
 */
export function deadExports(
  files: readonly SourceText[],
  readers: readonly SourceText[],
): readonly string[] {
  const imported = importedNames(files);
  const read = importedNames(readers);
  return files.flatMap(({ path, text }) => {
    const uses = identifierCounts(path, text);
    const names = parse(path, text).statements.filter(isExported).flatMap(declarations);
    return names
      .filter(({ name }) => !imported.has(`${path}#${name}`))
      .flatMap(({ name, isType }) => {
        if ((uses.get(name) ?? 0) < 2) return [`${path} exports ${name}, which src does not use`];
        // A type may be exported because an exported signature names it.
        return isType || read.has(`${path}#${name}`)
          ? []
          : [`${path} exports ${name}, which only that file uses`];
      });
  });
}

/** `path#name` of everything that is imported by name, lazily or through a re-export. */
function importedNames(files: readonly SourceText[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, text } of files) {
    walk(parse(path, text), (node) => {
      const [specifier, bindings] = importOf(node);
      if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
      const to = posix.join(posix.dirname(path), specifier.text);
      for (const name of bindings) names.add(`${to}#${name}`);
    });
  }
  return names;
}

function importOf(node: ts.Node): readonly [ts.Node | undefined, readonly string[]] {
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    return bindings !== undefined && ts.isNamedImports(bindings)
      ? [node.moduleSpecifier, bindings.elements.map(importedName)]
      : [undefined, []];
  }
  if (ts.isExportDeclaration(node) && node.exportClause !== undefined) {
    return ts.isNamedExports(node.exportClause)
      ? [node.moduleSpecifier, node.exportClause.elements.map(importedName)]
      : [undefined, []];
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return [node.argument.literal, [node.qualifier?.getText() ?? ""]];
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return [node.arguments[0], lazyNames(node)];
  }
  return [undefined, []];
}

function importedName({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text;
}

/** `const { a } = await import(…)`, `(await import(…)).a`, and `import(…).then(({ a }) => …)`. */
function lazyNames(call: ts.Node): readonly string[] {
  let holder = call.parent;
  while (ts.isParenthesizedExpression(holder) || ts.isAwaitExpression(holder)) {
    holder = holder.parent;
  }
  if (ts.isVariableDeclaration(holder) && ts.isObjectBindingPattern(holder.name)) {
    return boundNames(holder.name);
  }
  if (!ts.isPropertyAccessExpression(holder)) return [];
  if (holder.name.text !== "then" || !ts.isCallExpression(holder.parent)) return [holder.name.text];
  const [then] = holder.parent.arguments;
  if (then === undefined || !ts.isArrowFunction(then)) return [];
  const [parameter] = then.parameters;
  if (parameter === undefined) return [];
  if (ts.isObjectBindingPattern(parameter.name)) return boundNames(parameter.name);
  const members: string[] = [];
  walk(then.body, (node) => {
    if (
      ts.isPropertyAccessExpression(node) &&
      node.expression.getText() === parameter.name.getText()
    ) {
      members.push(node.name.text);
    }
  });
  return members;
}

function boundNames(pattern: ts.ObjectBindingPattern): readonly string[] {
  return pattern.elements.map(({ propertyName, name }) => (propertyName ?? name).getText());
}

function identifierCounts(path: string, text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  walk(parse(path, text), (node) => {
    if (ts.isIdentifier(node)) counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
  });
  return counts;
}

function declarations(
  statement: ts.Statement,
): readonly { readonly name: string; readonly isType: boolean }[] {
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return declaredNames(statement).map((name) => ({ name, isType }));
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
