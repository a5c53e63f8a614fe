import { parseSync } from 'vite';

/** A node of the syntax tree, of which the laws look at a few fields only. */
export interface SyntaxNode {
  type: string;
  start: number;
  [field: string]: unknown;
}

export interface Source {
  body: SyntaxNode[];
  comments: { value: string; start: number }[];
  lineOf(position: number): number;
}

/** @throws Error if the text is not TypeScript */
export function parse(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const statements: readonly unknown[] = program.body;
  return {
    body: statements.filter(isNode),
    comments,
    lineOf: (position) => text.slice(0, position).split('\n').length,
  };
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Every node, outer ones first. */
export function* nodesOf(nodes: readonly unknown[]): Generator<SyntaxNode> {
  for (const node of nodes) {
    if (Array.isArray(node)) yield* nodesOf(node);
    if (!isNode(node)) continue;
    yield node;
    yield* nodesOf(Object.values(node));
  }
}
