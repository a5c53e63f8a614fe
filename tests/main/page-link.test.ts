import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { type PageContents, PageLink } from '../../main/page-link.ts';

class Contents extends EventEmitter {
  readonly sent: unknown[] = [];
  send(channel: string, payload: unknown): void {
    this.sent.push([channel.replace('parley:event:', ''), payload]);
  }
  isDestroyed = () => false;
}

function linked() {
  const contents = new Contents();
  const link = new PageLink();
  // Electron's `on` has an overload for each event; of them two are used.
  link.attach(contents as unknown as PageContents);
  return { contents, link };
}

describe('the link to the page', () => {
  it('keeps commands until the page listens, and drops facts that its hello asks for', async () => {
    const { contents, link } = linked();
    link.command({ name: 'leave' });
    link.push('host', { name: 'starting' });
    expect(contents.sent).toEqual([]);
    link.listen();
    link.push('host', { name: 'stopped' });
    await vi.waitFor(() =>
      expect(contents.sent).toEqual([
        ['host', { name: 'stopped' }],
        ['command', { name: 'leave' }],
      ]),
    );
  });

  it.each(['did-navigate', 'render-process-gone'])('waits for a new hello after %s', (event) => {
    const { contents, link } = linked();
    link.listen();
    contents.emit(event);
    link.command({ name: 'leave' });
    expect(contents.sent).toEqual([]);
  });

  it('keeps the newest commands only', async () => {
    const { contents, link } = linked();
    for (let n = 0; n < 20; n += 1) link.command({ name: n < 19 ? 'leave' : 'host' });
    link.listen();
    await vi.waitFor(() => expect(contents.sent).toHaveLength(8));
    expect(contents.sent.at(-1)).toEqual(['command', { name: 'host' }]);
  });
});
