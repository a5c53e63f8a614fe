import { en } from 'zod/locales';
import * as z from 'zod/mini';
import type { Connection } from './connection.ts';
import type { Handlers } from './handlers.ts';
import { type Log, messageOf } from './log.ts';
import { measure } from './payload.ts';
import { SignallingError } from './protocol/errors.ts';
import { limits } from './protocol/model.ts';
import {
  type Answer,
  type CheckedPayload,
  type Reply,
  type RequestName,
  requestSchemas,
} from './protocol/signalling.ts';

const deepestPayload = 32;
const english = en().localeError;

const schemas: { [Name in RequestName]: z.ZodMiniType<CheckedPayload<Name>> } = requestSchemas;

/**
 * Checks a request, calls its handler and turns whatever is thrown into an answer. Never rejects:
 * a request is always answered.
 */
export async function dispatch(
  connection: Connection,
  handlers: Handlers,
  name: string,
  payload: unknown,
  log: Log,
): Promise<Answer<Reply<RequestName>>> {
  try {
    if (!connection.rate.take()) {
      throw new SignallingError('RATE_LIMITED', 'Too many requests. Slow down and try again.');
    }
    if (!isRequestName(name)) {
      throw new SignallingError('UNKNOWN_REQUEST', 'There is no request of this name.');
    }
    const data = await call(connection, handlers, name, payload);
    return { ok: true, data };
  } catch (error) {
    if (error instanceof SignallingError) return { ok: false, error: error.toWire() };
    log.error('request failed', { request: name, reason: messageOf(error) });
    const failure = new SignallingError('INTERNAL', 'The server failed. Its log says how.');
    return { ok: false, error: failure.toWire() };
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requestSchemas, name);
}

function call<Name extends RequestName>(
  connection: Connection,
  handlers: Handlers,
  name: Name,
  payload: unknown,
): Promise<Reply<Name>> {
  const { bytes, depth } = measure(payload, limits.payloadBytes);
  if (bytes > limits.payloadBytes) {
    throw new SignallingError(
      'PAYLOAD_TOO_LARGE',
      `A request may carry ${limits.payloadBytes} bytes at the most.`,
    );
  }
  if (depth > deepestPayload) {
    throw new SignallingError('BAD_REQUEST', `A request may be ${deepestPayload} levels deep.`);
  }
  const parsed = z.safeParse(schemas[name], payload ?? {}, { error: english });
  if (!parsed.success) throw badRequest(parsed.error);
  const handle: Handlers[Name] = handlers[name];
  return handle(connection, parsed.data);
}

function badRequest({ issues }: z.core.$ZodError): SignallingError {
  const details = issues
    .slice(0, 8)
    .map(({ path, message }) => ({ path: path.join('.'), message }));
  const [first] = details;
  const where = first?.path ? `${first.path}: ` : '';
  return new SignallingError(
    'BAD_REQUEST',
    `${where}${first?.message ?? 'Invalid input'}`,
    details,
  );
}
