import { describe, expect, it } from 'vitest';
import { type ChatBlock, mentions, parseChat } from '../../../renderer/state/chat-text.ts';

/** A block as one line: links in <>, code in ``, mentions in {}. */
function drawn(block: ChatBlock): string {
  if (block.kind === 'code') return `[${block.text}]`;
  return block.parts
    .map((part) => {
      const forms = {
        text: part.text,
        link: `<${part.text}>`,
        code: `\`${part.text}\``,
        mention: `{${part.text}}`,
      };
      return forms[part.kind];
    })
    .join('');
}
const draw = (text: string, ...names: string[]) => parseChat(text, names).map(drawn);

describe('links', () => {
  it.each([
    ['https://example.org', '<https://example.org>'],
    ['see http://a.example/x?y=1#z now', 'see <http://a.example/x?y=1#z> now'],
    ['parley://192.168.1.4:7780/r/fox#f=abc', '<parley://192.168.1.4:7780/r/fox#f=abc>'],
    ['HTTPS://EXAMPLE.ORG/A', '<HTTPS://EXAMPLE.ORG/A>'],
    // What ends the sentence is not in the link.
    ['Is it https://example.org/a?', 'Is it <https://example.org/a>?'],
    ['(https://example.org/a), or', '(<https://example.org/a>), or'],
    ['https://example.org/a_(b)', '<https://example.org/a_(b)>'],
    ['https://example.org/a...', '<https://example.org/a>...'],
    ['two: https://a.example https://b.example', 'two: <https://a.example> <https://b.example>'],
    // What must not be opened.
    ['javascript://example.org/%0aalert(1)', 'javascript://example.org/%0aalert(1)'],
    ['file:///etc/passwd', 'file:///etc/passwd'],
    ['data:text/html,x', 'data:text/html,x'],
    // A name before the host only looks like the host.
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/'],
    ['https://user:word@evil.example/', 'https://user:word@evil.example/'],
    ['https://', 'https://'],
    ['xhttps://example.org', 'xhttps://example.org'],
    ['<a href="https://example.org">x</a>', '<a href="<https://example.org>">x</a>'],
  ])('%s', (text, expected) => {
    expect(draw(text)).toEqual([expected]);
  });

  it('lead where they say, in the form that the browser gives them', () => {
    const [block] = parseChat('HTTPS://EXAMPLE.ORG/a b');
    expect(block).toMatchObject({ parts: [{ href: 'https://example.org/a' }, { text: ' b' }] });
  });
});

describe('code', () => {
  it.each([
    ['run `npm test` now', ['run `npm test` now']],
    ['`https://example.org` and `@Ana`', ['`https://example.org` and `@Ana`']],
    ['```\na\n  b\n```', ['[a\n  b]']],
    ['```ts\nlet a;\n```\nafter', ['[let a;]', 'after']],
    ['before ```one line``` after', ['before ', '[one line]', ' after']],
    ['a ``` that never ends', ['a ``` that never ends']],
    ['``` ```', ['``` ```']],
    ['a ` b', ['a ` b']],
    ['first\n\nsecond', ['first\n\nsecond']],
  ])('%s', (text, expected) => {
    expect(draw(text)).toEqual(expected);
  });
});

describe('mentions', () => {
  it.each([
    ['@Ana hello', '{@Ana} hello'],
    ['hello @ana, @ANA!', 'hello {@ana}, {@ANA}!'],
    ['@Ana Maria and @Ana', '{@Ana Maria} and {@Ana}'],
    ['@everyone', '{@everyone}'],
    ['(@Zoë)', '({@Zoë})'],
    ['mail@Ana.example', 'mail@Ana.example'],
    ['@Anabel', '@Anabel'],
    ['@a.b+c (x)', '{@a.b+c (x)}'],
    ['@@Ana', '@@Ana'],
  ])('%s', (text, expected) => {
    expect(draw(text, 'Ana', 'Ana Maria', 'Zoë', 'a.b+c (x)')).toEqual([expected]);
  });

  it('are meant for whom they name, and for everybody, but not in code', () => {
    expect(mentions('hello @ana', 'Ana')).toBe(true);
    expect(mentions('hello @everyone', 'Ana')).toBe(true);
    expect(mentions('hello Ana', 'Ana')).toBe(false);
    expect(mentions('`@Ana` ```@Ana```', 'Ana')).toBe(false);
    expect(mentions('@Ben', 'Ana')).toBe(false);
  });

  it('take no longer with text that was made to be hard', () => {
    const hard = `${'`'.repeat(2000)}${'https://('.repeat(200)}`;
    expect(parseChat(hard, ['Ana'])).toHaveLength(1);
  });
});
