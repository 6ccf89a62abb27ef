// Prints what scripts use that a promised browser does not have, as file:line:column; returns 1 if there is any.
// It goes by types: the size of a Set is old, that of URLSearchParams is not, which linters by name cannot tell apart.

import bcd from "@mdn/browser-compat-data" with { type: "json" };
import browserslist from "browserslist";
import ts from "typescript";

/** Browsers as browserslist calls them, and as MDN does. */
const NAMES = {
  chrome: "chrome",
  edge: "edge",
  firefox: "firefox",
  safari: "safari",
  ios_saf: "safari_ios",
  samsung: "samsunginternet_android",
};

/** Used only after a look whether it is there. */
const LOOKED_FOR = new Set(["Navigator.share", "Navigator.clipboard", "Navigator.wakeLock", "WakeLock.request"]);

/** What is written and not named: MDN's entry, and whether a node is it. */
const SYNTAX = [
  [
    bcd.javascript.regular_expressions.lookbehind_assertion,
    (node) => ts.isRegularExpressionLiteral(node) && /\(\?<[=!]/.test(node.text),
  ],
  [bcd.javascript.classes.static.initialization_blocks, (node) => ts.isClassStaticBlockDeclaration(node)],
];

const OLDEST = oldest();
const program = ts.createProgram(process.argv.slice(2), {
  allowJs: true,
  noEmit: true,
  target: ts.ScriptTarget.ESNext,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
});
const checker = program.getTypeChecker();
const found = process.argv.slice(2).flatMap((file) => [...tooYoung(program.getSourceFile(file))]);
for (const line of found) console.log(line);
process.exit(found.length ? 1 : 0);

/** The oldest promised version of each browser, by MDN's name. */
function oldest() {
  const versions = {};
  for (const entry of browserslist(null, { path: import.meta.dirname })) {
    const [name, version] = entry.split(" ");
    const first = parseFloat(version); // of 15.6-15.8, too
    versions[NAMES[name]] = Math.min(versions[NAMES[name]] ?? Infinity, first);
  }
  return versions;
}

function* tooYoung(source) {
  for (const node of nodes(source)) {
    for (const [name, compat] of [...meant(node), ...written(node)]) {
      const missing = LOOKED_FOR.has(name) ? [] : lacking(compat);
      if (!missing.length) continue;
      const { line, character } = source.getLineAndCharacterOfPosition(node.getStart());
      yield `${source.fileName}:${line + 1}:${character + 1}: ${name} is missing in ${missing.join(", ")}`;
      break;
    }
  }
}

function* nodes(node) {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

/** What a name means, in MDN's words, and what MDN knows of it. A name that TypeScript has not heard of may be new. */
function* meant(node) {
  if (!ts.isIdentifier(node) || goesOnWithout(node)) return;
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  const symbol = checker.getSymbolAtLocation(node);
  const outside = (symbol?.declarations ?? []).filter((one) => program.isSourceFileDefaultLibrary(one.getSourceFile()));
  if (isMember) for (const declaration of outside) yield* member(node, declaration);
  else if (!symbol || outside.length) yield* known(node.text, globalEntry(node.text));
}

function globalEntry(name) {
  return bcd.api[name] ?? bcd.javascript.builtins[name] ?? bcd.api.Window[name];
}

/** A member belongs to what declares it or, where that is only a part of TypeScript's, to what it is asked of. */
function* member(node, declaration) {
  const asked = checker.getTypeAtLocation(node.parent.expression).symbol?.name;
  for (const owner of [declaration.parent?.name?.text, asked]) {
    const bare = owner?.replace(/Constructor$/, "");
    yield* known(`${bare}.${node.text}`, (bcd.api[bare] ?? bcd.javascript.builtins[bare])?.[node.text]);
  }
}

function* known(name, entry) {
  if (entry?.__compat) yield [name, entry.__compat];
}

function* written(node) {
  for (const [entry, is] of SYNTAX) if (is(node)) yield [node.getText(), entry.__compat];
}

/** Whether ?. stands behind it. */
function goesOnWithout({ parent }) {
  return ts.isPropertyAccessExpression(parent) && Boolean(parent.parent.questionDotToken);
}

function lacking({ support }) {
  return Object.entries(OLDEST)
    .filter(([name, version]) => ![support[name]].flat().some((one) => has(one, version)))
    .map(([name, version]) => `${name} ${version}`);
}

function has({ version_added: since, version_removed: gone, flags } = {}, version) {
  return Boolean(since) && !gone && !flags && parseFloat(String(since).replace("≤", "")) <= version;
}
