/** Payloads that are complete and right, to be bent by the tables. */
export const rtpCapabilities = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
    },
  ],
  headerExtensions: [{ kind: 'audio', uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', preferredId: 1 }],
};

export const rtpParameters = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1 }],
  encodings: [{ ssrc: 11_111_111 }],
  rtcp: { cname: 'ana', reducedSize: true },
};

/** A digest of so many bytes as hex pairs with colons. */
export function digest(bytes: number, pair = 'AB'): string {
  return Array.from({ length: bytes }, () => pair).join(':');
}

export const dtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: digest(32) }],
};

/** A list of so many different ids. */
export function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `id-${index}`);
}
