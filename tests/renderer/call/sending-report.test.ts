import type { Producer } from 'mediasoup-client/types';
import { expect, onTestFinished, test, vi } from 'vitest';
import { reportSending } from '../../../renderer/call/sending-report.ts';

/** A producer whose encoder says what the test wants it to. */
function scene() {
  let reason = 'none';
  let close = () => {};
  const requests: unknown[] = [];
  const producer = {
    id: 'p',
    closed: false,
    paused: false,
    track: { getSettings: () => ({ width: 1280, height: 720 }) },
    getStats: async () =>
      new Map([['1', { type: 'outbound-rtp', active: true, qualityLimitationReason: reason }]]),
    observer: {
      once: (_: string, listener: () => void) => {
        close = listener;
      },
    },
  };
  const request = async (_: string, payload: unknown) => {
    requests.push(payload);
  };
  const signalling = { request } as unknown as Parameters<typeof reportSending>[1];
  reportSending(
    producer as unknown as Producer,
    signalling,
    () => {},
    () => {},
    5,
  );
  onTestFinished(() => close());
  const becomes = (now: string) => {
    reason = now;
  };
  return { requests, becomes, close: () => close() };
}

test('what holds a sender back is told once it stays, and once it is over', async () => {
  const { requests, becomes, close } = scene();
  const size = { producerId: 'p', width: 1280, height: 720 };
  await vi.waitFor(() => expect(requests).toEqual([{ ...size, limitation: 'none' }]));
  becomes('cpu');
  await vi.waitFor(() => expect(requests).toHaveLength(2));
  becomes('none');
  await vi.waitFor(() => expect(requests).toHaveLength(3));
  expect(requests.slice(1)).toEqual([
    { ...size, limitation: 'cpu' },
    { ...size, limitation: 'none' },
  ]);
  close();
  becomes('cpu');
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(requests).toHaveLength(3);
});
