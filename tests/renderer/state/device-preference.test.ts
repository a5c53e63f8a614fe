import { describe, expect, test } from 'vitest';
import {
  deviceCandidates,
  type KnownDevice,
  mostRemembered,
  prefer,
} from '../../../renderer/state/device-preference.ts';

const device = (deviceId: string, label = deviceId): KnownDevice => ({ deviceId, label });
const headset = device('headset');
const desk = device('desk');
const inner = device('inner');
const standard = device('', '');

describe('the devices to try', () => {
  test.each<[string, KnownDevice[], KnownDevice[], string[]]>([
    ['nothing was ever chosen', [], [inner, desk], ['']],
    ['the chosen one is there', [desk], [inner, desk], ['desk', '']],
    ['the last choice comes first', [headset, desk], [desk, headset], ['headset', 'desk', '']],
    ['the last choice is away', [headset, desk], [inner, desk], ['desk', '']],
    ['none of them is there', [headset, desk], [inner], ['']],
    ['the default was chosen over others', [standard, desk], [inner, desk], ['']],
    ['the default was chosen before', [headset, standard, desk], [desk], ['']],
    ['the id has changed', [device('old', 'Headset')], [device('new', 'Headset')], ['new', '']],
    [
      'two have the same name',
      [device('old', 'Webcam')],
      [device('one', 'Webcam'), device('two', 'Webcam')],
      [''],
    ],
    ['a nameless one is nobody else', [device('old', '')], [device('new', '')], ['']],
    ['no device is told of before a permission', [headset, desk], [], ['headset', 'desk', '']],
  ])('%s', (_, preference, plugged, expected) => {
    expect(deviceCandidates(preference, plugged)).toEqual(expected);
  });
});

describe('a choice', () => {
  test.each<[string, KnownDevice[], KnownDevice, KnownDevice[]]>([
    ['comes first', [desk], headset, [headset, desk]],
    ['stands there once', [headset, desk], desk, [desk, headset]],
    ['of a known name takes its new id', [device('old', 'desk')], desk, [desk]],
    ['can be the default', [desk], standard, [standard, desk]],
  ])('%s', (_, before, chosen, after) => {
    expect(prefer(before, chosen)).toEqual(after);
  });

  test('pushes the oldest one out', () => {
    const many = Array.from({ length: mostRemembered }, (_, index) => device(`${index}`));
    const after = prefer(many, headset);
    expect(after).toHaveLength(mostRemembered);
    expect(after).not.toContainEqual(device(`${mostRemembered - 1}`));
  });
});
