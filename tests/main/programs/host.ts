/** Hosts until it is killed; says where its workers are. */
import { LocalHost } from '../../../main/host.ts';
import { readConfig } from '../../../sfu/sfu.ts';

const [dataFolder = ''] = process.argv.slice(2);
const host = new LocalHost({ load: () => import('../../../sfu/sfu.ts') });
await host.start({
  ...readConfig([], process.env),
  port: 0,
  listenIp: '127.0.0.1',
  workers: 2,
  dataFolder,
  logLevel: 'none',
});
const pids = host.stats()?.workers.map(({ pid }) => pid);
process.stdout.write(`${JSON.stringify(pids)}\n`);
