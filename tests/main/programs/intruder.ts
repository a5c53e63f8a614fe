/** Announces a room as nobody should: from another network, or from another port. */
import { createSocket } from 'node:dgram';
import multicastDns from 'multicast-dns';
import { openLink } from '../../../main/multicast.ts';
import { recordsOf } from '../../../main/nearby-room.ts';

const [address = '', kind] = process.argv.slice(2);
const room = {
  roomId: `intruder-${kind}`,
  roomName: 'Intruder',
  hostName: 'Mallory',
  port: 7780,
  fingerprint: 'B'.repeat(43),
  people: 1,
  locked: false,
};
const records = recordsOf(room, address);
if (kind === 'network') {
  const nothing = () => {};
  const cidr = `${address}/24`;
  const events = { onQuestion: nothing, onRecords: nothing, onFailure: nothing };
  const link = openLink({ address, cidr }, events);
  link.say(records);
  await link.close();
} else {
  const mdns = multicastDns({ socket: createSocket('udp4'), bind: false, interface: address });
  await new Promise<void>((resolve) => mdns.respond(records, () => resolve()));
  mdns.destroy();
}
process.stdout.write('said\n');
