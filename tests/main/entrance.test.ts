import { describe, expect, it, vi } from 'vitest';
import { Entrance, type EntranceOptions } from '../../main/entrance.ts';
import type { NearbyRoom } from '../../main/nearby-room.ts';
import { ReachError } from '../../main/reach.ts';

const fingerprint = 'A'.repeat(43);
const address = { host: '192.168.1.4', port: 7780 };
const link = `https://192.168.1.4:7780/r/x#f=${fingerprint}`;
const nearby: NearbyRoom = {
  key: 'k',
  roomId: 'x',
  roomName: 'X',
  hostName: 'Ana',
  port: 7780,
  fingerprint,
  people: 1,
  locked: false,
  addresses: [address],
  own: false,
};

function entrance(options: Partial<EntranceOptions> = {}) {
  const trust = vi.fn<EntranceOptions['pins']['trust']>();
  const reach = vi.fn(async () => ({ origin: 'https://192.168.1.4:7780', address, fingerprint }));
  const hosting = { server: undefined };
  const all = { reach, pins: { trust }, hosting, nearbyRooms: () => [nearby], ...options };
  return { door: new Entrance(all), reach, trust };
}

describe('the entrance', () => {
  it('answers what was reached, and trusts the certificate that was seen', async () => {
    const { door, trust } = entrance();
    const room = { origin: 'https://192.168.1.4:7780', roomId: 'x' };
    expect(await door.openLink(link)).toEqual(room);
    expect(await door.openNearby('k')).toEqual(room);
    expect(trust.mock.calls).toEqual([
      ['192.168.1.4', fingerprint],
      ['192.168.1.4', fingerprint],
    ]);
  });

  it('refuses a link that is none, before anybody is asked', async () => {
    const { door, reach } = entrance();
    await expect(door.openLink('ftp://a/r/x')).rejects.toMatchObject({ code: 'LINK_SCHEME' });
    expect(reach).not.toHaveBeenCalled();
  });

  it('says which refusal it was', async () => {
    const changed = async () => {
      throw new ReachError('CERTIFICATE_CHANGED');
    };
    const { door, trust } = entrance({ reach: changed });
    await expect(door.openLink(link)).rejects.toMatchObject({ code: 'CERTIFICATE_CHANGED' });
    expect(trust).not.toHaveBeenCalled();
  });

  it('refuses a room that has left the list', async () => {
    await expect(entrance().door.openNearby('other')).rejects.toMatchObject({ code: 'ROOM_GONE' });
  });

  it('enters the own room over loopback', async () => {
    const server = {
      addresses: [address],
      secure: true,
      fingerprint,
      localOrigin: 'http://127.0.0.1:7780',
    };
    const { door, reach } = entrance({ hosting: { server } });
    expect(await door.openLink(link)).toEqual({ origin: 'http://127.0.0.1:7780', roomId: 'x' });
    expect(reach).not.toHaveBeenCalled();
  });

  it('takes no other server for the own one, whatever its address', async () => {
    const server = {
      addresses: [address],
      secure: true,
      fingerprint: 'B'.repeat(43),
      localOrigin: 'http://127.0.0.1:7780',
    };
    const { door, reach } = entrance({ hosting: { server } });
    await door.openLink(link);
    expect(reach).toHaveBeenCalledOnce();
  });
});
