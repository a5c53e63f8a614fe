import { expect, it } from 'vitest';
import { residentBytes } from '../sfu/harness/memory.ts';
import { startTestSfu } from '../sfu/harness/sfu.ts';
import { soak } from '../sfu/harness/soak.ts';
import { table } from './figures.ts';

/** Half an hour unless told otherwise, in minutes. */
const minutes = Number(process.env.SOAK_MINUTES ?? 30);
const rounds = 6;

it('soak: 20 people who come, go, toggle and lose sockets and workers', {
  timeout: (minutes + 2) * 60_000,
}, async () => {
  const server = await startTestSfu({ roomGrace: 20 });
  const rows: string[][] = [['minutes', 'deeds', 'RSS, MB']];
  for (let round = 1; round <= rounds; round += 1) {
    const done = await soak(server, 20, (minutes * 60_000) / rounds);
    server.closeClients();
    const deeds = [...done].map(([name, count]) => `${name} ${count}`).join(', ');
    const megabytes = (await residentBytes(process.pid)) / 1e6;
    rows.push([((minutes * round) / rounds).toFixed(1), deeds, megabytes.toFixed(0)]);
  }
  expect(server.sfu.stats()).toMatchObject({ peers: 0, transports: 0, producers: 0 });
  await server.close();
  table('Soak, with the clients in the same process', rows);
});
