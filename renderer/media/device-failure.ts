import type { DeviceTrouble } from './media-state.ts';

/** Why a device could not be opened, in the few kinds that people can do something about. */
export class DeviceFailure extends Error {
  override readonly name = 'DeviceFailure';

  constructor(
    readonly trouble: DeviceTrouble,
    cause?: unknown,
  ) {
    super(`The device cannot be used: ${trouble}.`, { cause });
  }
}

/** The names of errors that getUserMedia rejects with (W3C mediacapture-main section 10.3.1). */
const troubles: Record<string, DeviceTrouble> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

export function toDeviceFailure(error: unknown): DeviceFailure {
  if (error instanceof DeviceFailure) return error;
  // By name and not by class: OverconstrainedError is no DOMException in every browser.
  const name = error instanceof Object && 'name' in error ? String(error.name) : '';
  return new DeviceFailure(troubles[name] ?? 'unknown', error);
}
