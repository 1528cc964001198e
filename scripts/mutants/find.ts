import ts from "typescript";
import type { Mutant, MutantKind } from "./mutant.ts";
import { poorerPatterns } from "./pattern-parts.ts";

/** Calls that refuse: their result is the refusal, or they record it. */
const refusing =
  /^(?:refuse|reject|fail|deny|invalid|undecided|inconclusive|violation|complain|say)/i;
/** Calls made for what they throw. */
const checking = /^(?:assert|require|ensure|check|verify|validate|expect|must|prove)/i;
/** Lists into which checks put what they found. */
const recording =
  /^(?:problems?|errors?|findings?|refusals?|violations?|issues?|failures?|differences?|complaints?|contradictions?|found|undecided)$/i;
/** Functions and files that make untrusted text harmless. */
const escaping = /(?:^|[^a-z])(?:safe|escape|sanitis|quote|visible)|escaped?$|^safe/i;
/** Checks of a zod schema that can be left out of its chain. */
const schemaCheck =
  /^(?:min|max|length|nonempty|regex|refine|superRefine|check|int|positive|nonnegative|gte?|lte?|multipleOf|startsWith|endsWith|includes)$/;

interface Finder {
  readonly source: ts.SourceFile;
  readonly core: boolean;
  readonly escapes: boolean;
  /** `part` says which part of the piece goes, where one piece has several. */
  readonly add: (
    node: ts.Node,
    kind: MutantKind,
    before: string,
    after: string,
    part?: string,
  ) => void;
}

/**
 * Every refusal, check and escape of a file, found in its syntax tree. In core every condition guards
 * something; elsewhere only those that lead out of the function do.
 */
export function findMutants(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const reasons = exemptions(text);
  const mutants: Mutant[] = [];
  const finder: Finder = {
    source,
    core: file.startsWith("src/core/"),
    escapes: /\/(?:safe|escape)/.test(file),
    add: (node, kind, before, after, part) => {
      const start = node.getStart(source);
      const at = source.getLineAndCharacterOfPosition(start);
      const whole = text.slice(start, node.end).replaceAll(/\s+/g, " ");
      const cut = whole.length > 100 ? `${whole.slice(0, 99)}…` : whole;
      const shown = part === undefined ? cut : `${part} of ${cut}`;
      const exemption = reasons.get(at.line + 1)?.find((one) => shown.includes(one.part));
      mutants.push({
        file,
        line: at.line + 1,
        column: at.character + 1,
        kind,
        shown,
        exempt: exemption?.reason ?? null,
        start,
        end: node.end,
        before,
        after,
      });
    },
  };
  visit(source, finder);
  return mutants;
}

/** A `// mutant: reason`, or one that names a part of what is shown: // mutant `part`: reason. */
interface Exemption {
  readonly part: string;
  readonly reason: string;
}

/** Exemptions by the line they are for: the one they stand behind, or the next line of code. */
function exemptions(text: string): ReadonlyMap<number, readonly Exemption[]> {
  const found = new Map<number, readonly Exemption[]>();
  let above: Exemption[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const match = /^(.*?)\/\/ mutant(?: `(.+)`)?: (\S.{9,})$/.exec(line);
    const here = match === null ? [] : [{ part: match[2] ?? "", reason: match[3] ?? "" }];
    if (/^\s*\/\//.test(line)) {
      above.push(...here);
      continue;
    }
    if (above.length + here.length > 0) found.set(index + 1, [...above, ...here]);
    above = [];
  }
  return found;
}

function visit(node: ts.Node, finder: Finder): void {
  visitAsStatement(node, finder);
  visitAsExpression(node, finder);
  const name = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) ? node.name : null;
  const named = name !== null && name !== undefined && ts.isIdentifier(name) ? name.text : "";
  const inside = escaping.test(named) ? { ...finder, escapes: true } : finder;
  ts.forEachChild(node, (child) => {
    visit(child, inside);
  });
}

function visitAsStatement(node: ts.Node, finder: Finder): void {
  if (ts.isIfStatement(node)) visitIf(node, finder);
  else if (ts.isThrowStatement(node)) visitExit(node, "throw is left out", finder);
  else if (ts.isReturnStatement(node)) visitReturn(node, finder);
  else if (ts.isExpressionStatement(node)) visitStatement(node, finder);
}

function visitAsExpression(node: ts.Node, finder: Finder): void {
  if (ts.isConditionalExpression(node)) visitTernary(node, finder);
  else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) visitAnswer(node.body, finder);
  else if (ts.isVariableDeclaration(node) && node.initializer)
    visitAnswer(node.initializer, finder);
  else if (ts.isCallExpression(node)) visitCall(node, finder);
  else if (ts.isRegularExpressionLiteral(node)) visitPattern(node, finder);
  else if (ts.isPropertyAssignment(node)) visitTableEntry(node, finder);
}

function visitIf(node: ts.IfStatement, finder: Finder): void {
  const leaves = leavesFunction(lastStatement(node.thenStatement));
  if (!finder.core && !leaves) return;
  finder.add(node.expression, "condition never holds", "__mutant.never(#, (", "))");
  const next = node.elseStatement ?? (leaves ? followingStatement(node) : undefined);
  if (next !== undefined && isRefusal(lastStatement(next))) {
    finder.add(node.expression, "condition always holds", "__mutant.always(#, (", "))");
  }
  visitOperands(node.expression, finder);
}

/** Each operand of a condition, through `!` and parentheses, is a check of its own. */
function visitOperands(expression: ts.Expression, finder: Finder): void {
  if (ts.isParenthesizedExpression(expression)) visitOperands(expression.expression, finder);
  else if (ts.isPrefixUnaryExpression(expression)) visitOperands(expression.operand, finder);
  else if (isLogical(expression)) {
    const without =
      expression.operatorToken.kind === ts.SyntaxKind.BarBarToken ? "never" : "always";
    for (const side of [expression.left, expression.right]) {
      // `a && b && c` is nested to the left; its inner chain is visited, not left out as a whole.
      if (!isLogical(side) || side.operatorToken.kind !== expression.operatorToken.kind) {
        finder.add(side, "operand is left out", `__mutant.${without}(#, (`, "))");
      }
      visitOperands(side, finder);
    }
  }
}

function isLogical(node: ts.Expression): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      node.operatorToken.kind === ts.SyntaxKind.BarBarToken)
  );
}

/** A throw or a returned refusal. Where it is all that an `if` does, the condition stands for it. */
function visitExit(node: ts.Statement, kind: MutantKind, finder: Finder): void {
  const { parent } = node;
  const alone = ts.isBlock(parent) && parent.statements.length === 1 ? parent : node;
  const owner = alone.parent;
  if (
    ts.isIfStatement(owner) &&
    owner.thenStatement === alone &&
    owner.elseStatement === undefined
  ) {
    return;
  }
  finder.add(node, kind, "{ if (__mutant.runs(#)) ", " }");
}

function visitReturn(node: ts.ReturnStatement, finder: Finder): void {
  if (isRefusal(node)) visitExit(node, "refusal is left out", finder);
  if (node.expression !== undefined) visitAnswer(node.expression, finder);
}

/** A boolean made of several tests, or of a test of all elements, that core hands on. */
function visitAnswer(expression: ts.Expression, finder: Finder): void {
  if (!finder.core || !isLogical(expression) || !looksBoolean(expression)) return;
  visitOperands(expression, finder);
}

/** Tells `a === b && c` from `name || "none"`. */
function looksBoolean(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return looksBoolean(node.expression);
  if (isLogical(node)) return looksBoolean(node.left) || looksBoolean(node.right);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  return ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind);
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);

function visitStatement(node: ts.ExpressionStatement, finder: Finder): void {
  const call = callOf(node.expression);
  if (call === null) return;
  const name = calleeName(call);
  if (refusing.test(name) || recordsProblem(call)) visitExit(node, "refusal is left out", finder);
  else if (checking.test(name)) visitExit(node, "check is not called", finder);
}

function recordsProblem(call: ts.CallExpression): boolean {
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression)) return false;
  if (expression.name.text === "addIssue") return true;
  if (expression.name.text !== "push" && expression.name.text !== "add") return false;
  const list = expression.expression;
  const name = ts.isPropertyAccessExpression(list) ? list.name : list;
  return ts.isIdentifier(name) && recording.test(name.text);
}

/** `condition ? [] : [complaint]` and its like: a check written as a value. */
function visitTernary(node: ts.ConditionalExpression, finder: Finder): void {
  if (!finder.core) return;
  const { condition, whenTrue, whenFalse } = node;
  const forced = (always: boolean): void => {
    const way = always ? "always" : "never";
    finder.add(condition, "empty arm is taken", `__mutant.${way}(#, (`, "))");
    visitOperands(condition, finder);
  };
  if (isEmpty(whenTrue)) forced(true);
  else if (isEmpty(whenFalse)) forced(false);
  else if (isRefusalValue(whenTrue)) forced(false);
  else if (isRefusalValue(whenFalse)) forced(true);
}

function isEmpty(node: ts.Expression): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isArrayLiteralExpression(node) && node.elements.length === 0)
  );
}

function visitCall(node: ts.CallExpression, finder: Finder): void {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return;
  const method = expression.name.text;
  // A wrapped `a?.b` would no longer end the whole chain.
  if (ts.isOptionalChain(expression) && expression.questionDotToken === undefined) return;
  if (finder.core && (method === "some" || method === "every")) {
    const answer = method === "some" ? "never" : "always";
    finder.add(node, "answer is constant", `__mutant.${answer}(#, (`, "))");
  }
  if (finder.escapes && (method === "replace" || method === "replaceAll")) {
    finder.add(expression.expression, "replacement is left out", "__mutant.without(#, (", "))");
  }
  if (!isSchema(expression.expression)) return;
  if (schemaCheck.test(method)) {
    finder.add(expression.expression, "schema loses a check", "__mutant.without(#, (", "))");
  }
  if (method === "strictObject") {
    finder.add(expression.expression, "schema takes unknown keys", "__mutant.lenient(#, (", "))");
  }
}

/** A chain that starts at the name `z`, or a constant whose name says that it is a schema. */
function isSchema(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === "z" || /schema$/i.test(node.text);
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) {
    return isSchema(node.expression);
  }
  return false;
}

function visitPattern(node: ts.RegularExpressionLiteral, finder: Finder): void {
  if (!finder.escapes) return;
  const end = node.text.lastIndexOf("/");
  const flags = node.text.slice(end);
  for (const { pattern, lost } of poorerPatterns(node.text.slice(1, end))) {
    if (!compiles(pattern, flags.slice(1))) continue;
    finder.add(
      node,
      "pattern loses a part",
      "__mutant.other(#, (",
      `), /${pattern}${flags})`,
      lost,
    );
  }
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

/** `"<": "&lt;"` in a table of escapes: without it the character stands for itself. */
function visitTableEntry(node: ts.PropertyAssignment, finder: Finder): void {
  const { name, initializer } = node;
  if (!finder.escapes || !ts.isStringLiteral(name) || name.text.length !== 1) return;
  if (!ts.isStringLiteralLike(initializer)) return;
  const itself = JSON.stringify(name.text);
  finder.add(initializer, "table loses an entry", "__mutant.other(#, (", `), ${itself})`);
}

function lastStatement(statement: ts.Statement): ts.Statement | undefined {
  return ts.isBlock(statement) ? statement.statements.at(-1) : statement;
}

function leavesFunction(statement: ts.Statement | undefined): boolean {
  return (
    statement !== undefined &&
    (ts.isThrowStatement(statement) || ts.isReturnStatement(statement) || isRefusal(statement))
  );
}

function followingStatement(node: ts.Statement): ts.Statement | undefined {
  const { parent } = node;
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseOrDefaultClause(parent)) {
    return undefined;
  }
  return parent.statements[parent.statements.indexOf(node) + 1];
}

function isRefusal(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  if (ts.isThrowStatement(statement)) return true;
  if (ts.isReturnStatement(statement)) {
    return statement.expression !== undefined && isRefusalValue(statement.expression);
  }
  if (!ts.isExpressionStatement(statement)) return false;
  const call = callOf(statement.expression);
  return call !== null && refusing.test(calleeName(call));
}

/** A call that makes a refusal, or an object that says it is one. */
function isRefusalValue(expression: ts.Expression): boolean {
  const call = callOf(expression);
  if (call !== null) return refusing.test(calleeName(call));
  if (!ts.isObjectLiteralExpression(expression)) return false;
  return expression.properties.some((property) => {
    if (!ts.isPropertyAssignment(property)) return false;
    const { initializer } = property;
    if (property.name.getText() === "ok") return initializer.kind === ts.SyntaxKind.FalseKeyword;
    return (
      property.name.getText() === "kind" &&
      ts.isStringLiteral(initializer) &&
      /^(?:refused|failed|rejected|invalid|unsupported)$/.test(initializer.text)
    );
  });
}

function callOf(expression: ts.Expression): ts.CallExpression | null {
  if (ts.isAwaitExpression(expression) || ts.isVoidExpression(expression)) {
    return callOf(expression.expression);
  }
  if (ts.isYieldExpression(expression)) {
    return expression.expression === undefined ? null : callOf(expression.expression);
  }
  return ts.isCallExpression(expression) ? expression : null;
}

function calleeName(call: ts.CallExpression): string {
  const { expression } = call;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : "";
}
