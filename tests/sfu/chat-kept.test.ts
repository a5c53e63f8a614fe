/** What is kept of a room's chat: how much, how long, and over which deaths. */
import { cp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Chat, type ChatEntry } from '../../sfu/chat.ts';
import { ChatPeople } from '../../sfu/chat-people.ts';
import { createLog } from '../../sfu/log.ts';
import { limits } from '../../sfu/protocol/model.ts';
import { noFiles } from './harness/chats.ts';
import { freshRoom, joinAs, type Person } from './harness/person.ts';
import { sfuForTest, startTestSfu, type TestSfu, temporaryFolder } from './harness/sfu.ts';

const say = ({ client }: Person, text: string, to?: string) =>
  client.ask('sendChat', { clientId: text, text, ...(to !== undefined && { to }) });
const history = async ({ client }: Person) =>
  (await client.ask('getChat', {})).messages.map(({ text }) => text);

function entry(number: number, text = `${number}`): ChatEntry {
  const from = { peerId: 'p', displayName: 'Ana' };
  const message = { messageId: `${number}`, time: number, from, text };
  return { message, clientId: `${number}`, author: 'a' };
}

describe('CH-10: the history', async () => {
  const files = await noFiles(createLog('none'));
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

  it('keeps the newest messages up to a number', () => {
    const entries = numbers(limits.chatMessages + 3).map((number) => entry(number));
    const kept = new Chat(files, { entries }).entries.map(({ message }) => message.time);
    expect(kept).toEqual(numbers(limits.chatMessages).map((number) => number + 3));
  });

  it('keeps the newest messages up to a size, in bytes and not in letters', () => {
    const text = '\u20ac'.repeat(4000);
    const entries = numbers(100).map((number) => entry(number, text));
    const kept = new Chat(files, { entries }).entries;
    expect(kept).toHaveLength(Math.floor(limits.chatBytes / 12_000));
    expect(kept.at(-1)?.message.time).toBe(100);
  });

  it('remembers so many sessions and no more', () => {
    const sessions = numbers(5000).map((number) => [`${number}`, 'a'] as const);
    const people = new ChatPeople(sessions);
    people.enter({ session: 'new' }, undefined);
    expect(people.sessions).toHaveLength(2000);
  });
});

describe('CH-11: a worker that dies', () => {
  it('takes no chat with it, private messages neither', async () => {
    const sfu = await sfuForTest();
    const roomId = freshRoom();
    const [ana, ben] = [await joinAs(sfu, 'Ana', roomId), await joinAs(sfu, 'Ben', roomId)];
    await say(ana, 'To all');
    await say(ana, 'To you', ben.peerId);
    const [pid = 0] = sfu.pids();
    process.kill(pid, 'SIGKILL');
    await ben.client.next('mediaRestarted');
    expect(await history(ben)).toEqual(['To all', 'To you']);
    const back = await joinAs(sfu, 'Ben', roomId, { session: ben.joined.session });
    expect(await history(back)).toEqual(['To all', 'To you']);
    expect(await history(await joinAs(sfu, 'Cem', roomId))).toEqual(['To all']);
  });
});

describe('a server that comes back', () => {
  async function first(dataFolder: string, chatKept?: number) {
    const sfu = await startTestSfu({ dataFolder, ...(chatKept !== undefined && { chatKept }) });
    const roomId = freshRoom();
    const [ana, ben] = [await joinAs(sfu, 'Ana', roomId), await joinAs(sfu, 'Ben', roomId)];
    await say(ana, 'To all');
    await say(ana, 'To you', ben.peerId);
    return { sfu, roomId, ana, ben };
  }

  async function folder(): Promise<{ dataFolder: string; files(): Promise<string[]> }> {
    const dataFolder = await temporaryFolder();
    onTestFinished(() => rm(dataFolder, { recursive: true }));
    const files = () => readdir(join(dataFolder, 'chat')).catch(() => []);
    return { dataFolder, files };
  }

  async function again(dataFolder: string): Promise<TestSfu> {
    const sfu = await startTestSfu({ dataFolder });
    onTestFinished(() => sfu.close());
    return sfu;
  }

  it('CH-12: has what was written to everybody, and knows its authors again', async () => {
    const { dataFolder, files } = await folder();
    const { sfu, roomId, ana } = await first(dataFolder);
    await sfu.close();
    const [name = ''] = await files();
    const file = join(dataFolder, 'chat', name);
    expect(await readFile(file, 'utf8')).not.toContain('To you');
    expect((await stat(file)).mode & 0o077).toBe(0);

    const later = await again(dataFolder);
    const back = await joinAs(later, 'Ana', roomId, { session: ana.joined.session });
    expect(await history(back)).toEqual(['To all']);
    await say(back, 'To all');
    expect(await history(back)).toEqual(['To all']);
  });

  it('CH-12: has it also when the first was killed', async () => {
    const { dataFolder, files } = await folder();
    const { sfu, roomId } = await first(dataFolder);
    onTestFinished(() => sfu.close());
    await expect.poll(files).toHaveLength(1);
    // What lies there at this moment is all that a killed server leaves.
    const left = await folder();
    await cp(join(dataFolder, 'chat'), join(left.dataFolder, 'chat'), { recursive: true });
    const later = await again(left.dataFolder);
    expect(await history(await joinAs(later, 'Cem', roomId))).toEqual(['To all']);
  });

  it('CH-13: leaves nothing on disk of a room that has ended', async () => {
    const { dataFolder, files } = await folder();
    const { sfu, roomId } = await first(dataFolder);
    await expect.poll(files).toHaveLength(1);
    await sfu.close();

    const later = await startTestSfu({ dataFolder, roomGrace: 20 });
    onTestFinished(() => later.close());
    const back = await joinAs(later, 'Ana', roomId);
    expect(await history(back)).toEqual(['To all']);
    await back.client.ask('leaveRoom', {});
    await expect.poll(files).toEqual([]);
  });

  it('CH-14: finds nothing that is older than it may be, or broken', async () => {
    const { dataFolder, files } = await folder();
    const { sfu, roomId } = await first(dataFolder);
    await sfu.close();
    const [name = ''] = await files();
    const long = new Date(Date.now() - 700_000);
    await utimes(join(dataFolder, 'chat', name), long, long);
    await writeFile(join(dataFolder, 'chat', 'broken.json'), '{"version":1');
    const later = await again(dataFolder);
    expect(await files()).toEqual([]);
    expect(await history(await joinAs(later, 'Ana', roomId))).toEqual([]);
  });

  it('CH-15: with CHAT_KEPT 0 has never written any', async () => {
    const { dataFolder, files } = await folder();
    const { sfu } = await first(dataFolder, 0);
    await sfu.close();
    expect(await files()).toEqual([]);
  });
});
