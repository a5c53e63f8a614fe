import { describe, expect, it } from 'vitest';
import { errorCodes, SignallingError } from '../../../sfu/protocol/errors.ts';

describe('error codes', () => {
  it('are different from each other and easy to tell from prose', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
    expect(errorCodes.filter((code) => !/^[A-Z]+(_[A-Z]+)*$/.test(code))).toEqual([]);
  });
});

describe('SignallingError', () => {
  it('is an error with its code', () => {
    const error = new SignallingError('ROOM_FULL', 'The room is full.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'SignallingError', message: 'The room is full.' });
    expect(String(error)).toBe('SignallingError: The room is full.');
  });

  it('crosses the wire without its stack', () => {
    const error = new SignallingError('BAD_REQUEST', 'Wrong.', [{ path: 'roomId' }]);
    const wire: unknown = JSON.parse(JSON.stringify(error.toWire()));
    expect(wire).toEqual({ code: 'BAD_REQUEST', message: 'Wrong.', details: [{ path: 'roomId' }] });
  });

  it('has no details where none were given', () => {
    expect(Object.keys(new SignallingError('INTERNAL', 'Failed.').toWire())).toEqual([
      'code',
      'message',
    ]);
  });

  it('keeps details that are false or zero', () => {
    expect(new SignallingError('INTERNAL', 'Failed.', 0).toWire().details).toBe(0);
  });
});
