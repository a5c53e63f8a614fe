import { expect, it } from 'vitest';
import { untilNoMedia } from './harness/media.ts';
import { sfuForTest } from './harness/sfu.ts';
import { soak } from './harness/soak.ts';
import { until } from './harness/until.ts';

// Five seconds of what `npm run bench -- -t soak` does for half an hour.
it('a crowd that joins, leaves, toggles, loses sockets and workers leaves nothing behind', {
  timeout: 60_000,
}, async () => {
  const server = await sfuForTest({ roomGrace: 20 });
  const done = await soak(server, 20, 5_000);
  expect(done.get('kill')).toBeGreaterThan(0);
  expect(done.get('cut')).toBeGreaterThan(0);
  server.closeClients();
  await until('everybody is gone', () => server.sfu.stats().connections === 0);
  await untilNoMedia(server.pids());
  expect(server.sfu.stats()).toMatchObject({
    rooms: 0,
    peers: 0,
    transports: 0,
    producers: 0,
    consumers: 0,
  });
});
