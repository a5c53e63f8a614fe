/** Which voices are forwarded where there are many. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { adjust } from '../../sfu/adjust.ts';
import { levelOf } from '../../sfu/ear.ts';
import { Loudest } from '../../sfu/loudest.ts';
import { type RtpPerson, spreadRoom } from './harness/spread-room.ts';
import { until } from './harness/until.ts';
import { packetOf, silence, Voice } from './harness/voice.ts';

describe('the loudest', () => {
  /** Two places, three voices; `a` and `b` have spoken last. */
  function three() {
    const loudest = new Loudest(2);
    for (const id of ['a', 'b', 'c']) loudest.add(id, 0);
    const says = (id: string, from: number, to: number, level = -30) => {
      for (let now = from; now < to; now += 20) loudest.hear(id, level, now);
    };
    const placed = () => ['a', 'b', 'c'].filter((id) => loudest.forwards(id)).join('');
    return { loudest, says, placed };
  }

  it('are all, while there are places', () => {
    const loudest = new Loudest(6);
    for (const id of ['a', 'b', 'c']) loudest.add(id, 0);
    expect(['a', 'b', 'c'].every((id) => loudest.forwards(id))).toBe(true);
    expect(loudest.forwards('of a music')).toBe(true);
  });

  it('let in who begins to speak when another has fallen silent, with the second packet', () => {
    const { says, placed } = three();
    expect(placed()).toBe('ab');
    says('b', 1_000, 2_000);
    says('c', 2_000, 2_020);
    expect(placed()).toBe('ab');
    says('c', 2_020, 2_040);
    expect(placed()).toBe('bc');
  });

  it('are not moved by a click, nor by a voice too soft to hear', () => {
    const { says, placed } = three();
    says('c', 1_000, 1_020);
    says('c', 1_500, 1_520);
    says('c', 2_000, 3_000, -60);
    expect(placed()).toBe('ab');
  });

  it('keep their place while they draw breath', () => {
    const { says, placed } = three();
    says('a', 0, 1_000);
    says('b', 0, 1_000);
    says('c', 1_000, 1_500);
    expect(placed()).toBe('ab');
    says('a', 1_500, 1_700);
    says('c', 1_700, 1_800);
    expect(placed()).toBe('ac');
  });

  it('give way among those who all speak only to one who is clearly louder for a while', () => {
    const { says, placed } = three();
    for (let now = 0; now < 2_000; now += 20) {
      says('a', now, now + 1, -30);
      says('b', now, now + 1, -40);
      says('c', now, now + 1, -37);
    }
    expect(placed()).toBe('ab');
    for (let now = 2_000; now < 3_000; now += 20) {
      says('a', now, now + 1, -30);
      says('b', now, now + 1, -40);
      says('c', now, now + 1, -25);
    }
    expect(placed()).toBe('ac');
  });

  it('give the place of one who mutes to whoever was heard last', () => {
    const { loudest, says, placed } = three();
    says('c', 100, 110);
    loudest.remove('a');
    expect(placed()).toBe('abc');
    expect(loudest.forwards('b') && loudest.forwards('c')).toBe(true);
    loudest.add('a', 200);
    expect(loudest.forwards('a')).toBe(false);
  });
});

describe('the level of a packet', () => {
  it('is what its header says', () => {
    expect(levelOf(packetOf(100, 1, 1, -30), 5)).toBe(-30);
    expect(levelOf(packetOf(100, 1, 1, silence), 5)).toBe(-127);
  });

  it('is guessed from its size where the header says nothing', () => {
    expect(levelOf(packetOf(100, 1, 1, silence), 9)).toBe(-40);
    const bare = Buffer.alloc(12 + 3);
    bare[0] = 0x80;
    expect(levelOf(bare, 5)).toBe(-127);
    expect(levelOf(Buffer.concat([bare, Buffer.alloc(40)]), 5)).toBe(-40);
  });

  it('is read in the long form, behind contributing sources and padding', () => {
    const packet = Buffer.alloc(12 + 4 + 4 + 8 + 40);
    packet[0] = 0x91;
    packet.writeUInt16BE(0x1000, 16);
    packet.writeUInt16BE(2, 18);
    packet.set([0, 5, 1, 0x80 | 33], 20);
    expect(levelOf(packet, 5)).toBe(-33);
  });

  it.each([0, 5, 12, 15, 17])('of a packet cut off after %i bytes is no error', (length) => {
    expect(levelOf(packetOf(100, 1, 1, -30).subarray(0, length), 5)).toBeLessThanOrEqual(-30);
  });
});

describe('in a room', () => {
  async function listen(listener: RtpPerson, voice: Voice) {
    await listener.consume(voice.person, voice.id);
    const consumer = [...listener.peer.consumers.values()].find(
      ({ producerId }) => producerId === voice.id,
    );
    if (!consumer) throw new Error('there is no consumer');
    await adjust(listener.peer, consumer, { paused: false });
    return consumer;
  }

  it('AD-5: the silent are held back, and whoever begins to speak is heard from the first word', async () => {
    const { join } = await spreadRoom(2);
    const people = [await join('A'), await join('B'), await join('C')];
    const listener = await join('Listener');
    const voices = await Promise.all(people.map((person) => Voice.of(person)));
    const consumers = await Promise.all(voices.map((voice) => listen(listener, voice)));
    const held = () => consumers.filter(({ paused }) => paused);
    await until('one is held back', () => held().length === 1);
    const index = consumers.findIndex(({ paused }) => paused);
    const quiet = voices[index];
    if (!quiet) throw new Error('nobody is held back');
    // Silence, until those who have a place have been silent for long enough.
    for (let packet = 0; packet < 40; packet += 1) {
      for (const voice of voices) voice.say(silence);
      await sleep(20);
    }
    expect(held()).toHaveLength(1);
    expect(listener.received.get(quiet.id) ?? 0).toBe(0);
    let said = 0;
    await until('the voice arrives', async () => {
      quiet.say(-30);
      said += 1;
      await sleep(20);
      return (listener.received.get(quiet.id) ?? 0) > 0;
    });
    // 20 ms a packet: of the first word no more than 200 ms is cut.
    expect(said).toBeLessThanOrEqual(10);
    await until('another gives way', () => held().length === 1);
    expect(consumers[index]?.paused).toBe(false);
  });

  it('AD-6: a voice that its listener has paused stays so, and all are heard when few are left', async () => {
    const { join } = await spreadRoom(1);
    const [ana, ben, listener] = [await join('A'), await join('B'), await join('Listener')];
    const voices = [await Voice.of(ana), await Voice.of(ben)];
    const consumers = await Promise.all(voices.map((voice) => listen(listener, voice)));
    await until('one is held back', () => consumers.some(({ paused }) => paused));
    const [paused, heard] = consumers.toSorted((a, b) => Number(b.paused) - Number(a.paused));
    if (!paused || !heard) throw new Error('there are no consumers');
    // Asked for while it is held back, it is not let through.
    await adjust(listener.peer, paused, { paused: false });
    expect(paused.paused).toBe(true);
    await adjust(listener.peer, paused, { paused: true });
    await adjust(listener.peer, paused, { paused: false });
    const speaker = heard.producerId === voices[0]?.id ? ana : ben;
    await speaker.peer.producers.get(heard.producerId)?.producer.pause();
    await until('the other is heard', () => !paused.paused);
    await adjust(listener.peer, paused, { paused: true });
    expect(paused.paused).toBe(true);
  });
});
