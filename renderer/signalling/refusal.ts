/** Turns what the server said into an exception, trusting none of it before it has been looked at. */
import * as z from 'zod/mini';
import { errorCodes, SignallingError } from '../../sfu/protocol/errors.ts';

// A newer server may have codes that this client does not know; they are failures like any other.
const code = z.catch(z.enum(errorCodes), 'INTERNAL');
const wireError = z.object({ code, message: z.string(), details: z.optional(z.unknown()) });

/** The refusal in an answer or a handshake, or undefined where there is none. */
export function readRefusal(value: unknown): SignallingError | undefined {
  const read = z.safeParse(wireError, value);
  if (!read.success) return undefined;
  return new SignallingError(read.data.code, read.data.message, read.data.details);
}
