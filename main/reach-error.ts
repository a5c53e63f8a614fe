/** Why an invite's server was not reached. */
const sentences = {
  HOST_UNREACHABLE:
    'No computer answered. Is the host still hosting, and are you on the same network?',
  CERTIFICATE_CHANGED:
    'Another computer than the one that invited you answered, or it has a new certificate. Ask for a new link.',
  CERTIFICATE_UNTRUSTED:
    'The link does not say how to know the computer that answered. Ask for the whole link.',
  NOT_PARLEY: 'Something answered, but it is not Parley.',
  CANCELLED: 'You stopped looking for the room.',
} as const;

export type ReachErrorCode = keyof typeof sentences;

/** Stable code, and a sentence for a person. */
export class ReachError extends Error {
  constructor(readonly code: ReachErrorCode) {
    super(sentences[code]);
  }
}
