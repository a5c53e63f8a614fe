import { describe, expect, test } from 'vitest';
import { changePreferences, readPreferences } from '../../../renderer/state/preferences.ts';
import { forgetRoom, readRecentRooms, rememberRoom } from '../../../renderer/state/recent-rooms.ts';
import { guardedStorage } from '../../../renderer/state/storage.ts';

function storageWith(key: string, text: string) {
  const values = new Map([[key, text]]);
  return guardedStorage(() => ({
    getItem: (each) => values.get(each) ?? null,
    setItem: (each, value) => void values.set(each, value),
  }));
}

const room = (roomId: string, joinedAt: number) => ({ roomId, roomName: roomId, joinedAt });

describe('storage that fails', () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };

  test('forgets only when the page closes', () => {
    const storage = guardedStorage(refuse);
    expect(storage.read('any')).toBeNull();
    storage.write('any', 'value');
    expect(storage.read('any')).toBe('value');
  });

  test('of a full disk shows what was written, not what is stored', () => {
    const storage = guardedStorage(() => ({ getItem: () => 'old', setItem: refuse }));
    storage.write('any', 'new');
    expect(storage.read('any')).toBe('new');
  });
});

describe('preferences', () => {
  const first = {
    displayName: '',
    microphone: true,
    camera: true,
    screenDetail: 'text',
    layout: 'auto',
    hideSelf: false,
    hideWithoutVideo: false,
    singleKeys: true,
    volumes: [],
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    videoMode: 'full',
    sounds: true,
    theme: 'system',
    language: 'system',
  };

  test.each(['', 'null', '[]', '"text"', '{"microphone":1,"camera":"no","displayName":""}'])(
    'of %j are those of a first visit',
    (text) => {
      expect(readPreferences(storageWith('parley.preferences', text))).toEqual(first);
    },
  );

  test('keep what is sound beside what is damaged', () => {
    const storage = storageWith('parley.preferences', '{"displayName":"Ana","camera":7}');
    expect(readPreferences(storage)).toEqual({ ...first, displayName: 'Ana' });
    changePreferences(storage, { microphone: false });
    expect(readPreferences(storage)).toEqual({ ...first, displayName: 'Ana', microphone: false });
  });

  test('keep the theme where the page reads it before its first paint', () => {
    const storage = storageWith('parley.theme', 'loud');
    expect(readPreferences(storage).theme).toBe('system');
    changePreferences(storage, { theme: 'dark' });
    expect(storage.read('parley.theme')).toBe('dark');
    expect(readPreferences(storage)).toEqual({ ...first, theme: 'dark' });
  });
});

describe('recent rooms', () => {
  test.each([
    '',
    'null',
    '{}',
    '[1, null, {"roomId":"team"}]',
    '[{"roomId":"a b","roomName":"x"}]',
  ])('of %j are none', (text) => {
    expect(readRecentRooms(storageWith('parley.recent-rooms', text))).toEqual([]);
  });

  test('stand newest first, each once, and not too many', () => {
    const storage = storageWith('parley.recent-rooms', '[]');
    for (let index = 0; index < 12; index += 1) rememberRoom(storage, room(`room-${index}`, index));
    rememberRoom(storage, room('room-5', 20));
    const ids = readRecentRooms(storage).map(({ roomId }) => roomId);
    expect(ids).toHaveLength(8);
    expect(ids.slice(0, 3)).toEqual(['room-5', 'room-11', 'room-10']);
    expect(new Set(ids).size).toBe(8);
    forgetRoom(storage, 'room-5');
    expect(readRecentRooms(storage)[0]?.roomId).toBe('room-11');
  });
});
