/** Looks for rooms and, as `host`, announces one; writes what it knows after each change. */
import { Nearby } from '../../../main/nearby.ts';

const [role] = process.argv.slice(2);
const nearby = new Nearby();
const show = () => {
  const { rooms, status } = nearby;
  process.stdout.write(`${JSON.stringify({ rooms, status })}\n`);
};
nearby.subscribe(show);
nearby.start();
show();
if (role === 'host') {
  nearby.announce({
    roomId: 'blue-fox',
    roomName: 'Blue fox',
    hostName: 'Ana',
    port: 7780,
    fingerprint: 'A'.repeat(43),
    people: 4,
    locked: false,
  });
}
// Nothing else ends the program: when it ends by itself, nothing was left open.
process.once('SIGTERM', () => nearby.close());
