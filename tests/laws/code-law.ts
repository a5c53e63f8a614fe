/** What no product file may contain, read by code.test.ts. */
import { isNode, nodesOf, parse, type SyntaxNode } from './syntax.ts';

const mostLines = 300;
const unfinished = /\b(TODO|FIXME)\b/;

/** What is wrong with a product file, a sentence each. */
export function codeFaults(path: string, text: string): string[] {
  const source = parse(path, text);
  const at = (position: number, fault: string) => `${path}:${source.lineOf(position)} ${fault}`;
  const lines = text.trimEnd().split('\n').length;
  const nodes = [...nodesOf(source.body)];
  return [
    ...(lines > mostLines ? [`${path} has ${lines} lines; split it`] : []),
    ...source.comments
      .filter(({ value }) => unfinished.test(value))
      .map(({ start }) => at(start, 'has something left to do')),
    ...nodes.flatMap((node) => {
      const fault = faultOf(node);
      return fault ? [at(node.start, fault)] : [];
    }),
    // The scripts of build/ talk to whoever typed the command.
    ...(path.startsWith('build/') ? [] : nodes.filter(isConsoleLog)).map(({ start }) =>
      at(start, 'calls console.log'),
    ),
    ...(path.startsWith('sfu/') ? source.body.filter(isVariable) : []).map(({ start }) =>
      at(start, 'has a variable that outlives the server'),
    ),
  ];
}

function faultOf(node: SyntaxNode): string | undefined {
  if (node.type === 'TSAnyKeyword') return 'has an any';
  if (node.type === 'TSNonNullExpression' || node.definite === true) return 'has a non-null !';
  return undefined;
}

function isConsoleLog({ type, object, property }: SyntaxNode): boolean {
  if (type !== 'MemberExpression' || !isNode(object) || !isNode(property)) return false;
  return object.name === 'console' && property.name === 'log';
}

/** A `let` or `var` of the module, exported or not. */
function isVariable(statement: SyntaxNode): boolean {
  const { declaration } = statement;
  const node = isNode(declaration) ? declaration : statement;
  return node.type === 'VariableDeclaration' && node.kind !== 'const' && node.declare !== true;
}
