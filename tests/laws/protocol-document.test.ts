/** docs/protocol.md and the schemas must not drift apart. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { errorCodes } from '../../sfu/protocol/errors.ts';
import { limits, protocolVersion } from '../../sfu/protocol/model.ts';
import { notificationSchemas, requestSchemas } from '../../sfu/protocol/signalling.ts';
import { readText, treeFiles } from './tree.ts';

interface Rule {
  id: string;
  group: string;
  number: number;
  sentence: string;
}

const document = readText('docs/protocol.md');
const rules = rulesIn(document);

function rulesIn(text: string): Rule[] {
  return [...text.matchAll(/^- \*\*(([A-Z]{2})-(\d+))\*\* (.*)$/gm)].map(
    ([, id = '', group = '', number, sentence = '']) => ({
      id,
      group,
      number: Number(number),
      sentence,
    }),
  );
}

/** Rule ids that a text names, of the groups that exist. */
function idsIn(text: string): string[] {
  const groups = [...new Set(rules.map(({ group }) => group))].join('|');
  return text.match(new RegExp(`\\b(${groups})-\\d+\\b`, 'g')) ?? [];
}

/** Examples by the name of what they show. */
function examplesIn(text: string): Map<string, unknown> {
  const blocks = text.matchAll(/^```json (\w+)\n(.*?)^```$/gms);
  return new Map([...blocks].map(([, name = '', json = '']) => [name, JSON.parse(json)]));
}

/** First cells of all table rows, without their backquotes. */
function rowsIn(text: string): string[][] {
  return [...text.matchAll(/^\| `(.*?)` +\|(.*)\|$/gm)].map(([, name = '', rest = '']) => [
    name,
    ...rest.split('|').map((cell) => cell.trim()),
  ]);
}

describe('the rules of docs/protocol.md', () => {
  it('are counted from 1 in each group without a gap, so that no id is given twice', () => {
    const groups = new Set(rules.map(({ group }) => group));
    for (const group of groups) {
      const numbers = rules.filter((rule) => rule.group === group).map(({ number }) => number);
      expect(numbers, group).toEqual(numbers.map((_, index) => index + 1));
    }
    expect(rules.length).toBeGreaterThan(50);
  });

  it('are one sentence each', () => {
    const oneSentence = /^(code|[A-Z])[^.]*\.$/;
    const prose = (sentence: string) => sentence.replace(/`[^`]*`/g, 'code');
    const others = rules.filter(({ sentence }) => !oneSentence.test(prose(sentence)));
    expect(others.map(({ id }) => id)).toEqual([]);
  });

  it('are there where tests and the document name them', () => {
    const known = new Set(rules.map(({ id }) => id));
    const texts = treeFiles().filter((path) => /^(tests|docs)\/.*\.(ts|tsx|md)$/.test(path));
    const unknown = texts.flatMap((path) =>
      idsIn(readText(path))
        .filter((id) => !known.has(id))
        .map((id) => `${path} names ${id}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('docs/protocol.md', () => {
  const examples = examplesIn(document);
  const rows = rowsIn(document);
  const headings = [...document.matchAll(/^### (.*)$/gm)].flatMap(([, names = '']) =>
    names.split(', '),
  );
  const schemas = { ...requestSchemas, ...notificationSchemas };

  it('has a section for every request, and for nothing else', () => {
    expect(headings.toSorted()).toEqual(Object.keys(requestSchemas).toSorted());
  });

  it('has a line for every notification and every error code', () => {
    const named = new Set(rows.map(([name]) => name));
    const expected = [...Object.keys(notificationSchemas), ...errorCodes];
    expect(expected.filter((name) => !named.has(name))).toEqual([]);
  });

  it('names the limits as they are', () => {
    const described = rows.flatMap(([name = '', value]) =>
      Object.hasOwn(limits, name) ? [[name, Number(value)]] : [],
    );
    expect(Object.fromEntries(described)).toEqual(limits);
  });

  it('names the version', () => {
    expect(document).toContain(`# The signalling protocol, version ${protocolVersion}\n`);
    expect(document).toContain(`auth: { protocol: ${protocolVersion} }`);
  });

  it.each(Object.entries(schemas))('has a valid example of %s', (name, schema) => {
    expect(examples.has(name)).toBe(true);
    expect(z.safeParse(schema, examples.get(name)).error).toBeUndefined();
  });

  it('speaks of no error code that does not exist', () => {
    const named = document.match(/`[A-Z]+(_[A-Z]+)+`/g) ?? [];
    const known = new Set<string>(errorCodes);
    const unknown = named.map((code) => code.slice(1, -1)).filter((code) => !known.has(code));
    expect(unknown.filter((code) => !code.startsWith('LINK_'))).toEqual([]);
  });
});
