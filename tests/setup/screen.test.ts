import { expect, test } from 'vitest';
import { Line } from '../../build/screen.mjs';

function lineOn(isTTY: boolean) {
  const written: string[] = [];
  const line = new Line({ isTTY, write: (text) => written.push(text) }, '[2/5] Worker');
  return { line, text: () => written.join('') };
}

test('a log gets one line for every tenth of the way', () => {
  const { line, text } = lineOn(false);
  for (let done = 0; done <= 200; done++) line.progress(`${done}/200`, done / 200);
  line.end();
  const lines = text().trimEnd().split('\n');
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('[2/5] Worker: 0/200');
  expect(lines.at(-1)).toBe('[2/5] Worker: 200/200');
});

test('a terminal gets one line that changes, and what follows starts a new one', () => {
  const { line, text } = lineOn(true);
  line.progress('1/2', 0.5);
  line.progress('2/2', 1);
  expect(text()).not.toContain('\n');
  line.say('done');
  expect(text()).toMatch(/2\/2\n\[2\/5\] Worker: done\n$/);
});

test('nothing to do is nothing to read', () => {
  const { line, text } = lineOn(true);
  line.end();
  expect(text()).toBe('');
});
