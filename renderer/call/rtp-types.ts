/**
 * The server's RTP dictionaries as mediasoup-client types them. They are the same dictionaries; the
 * server's library only names header extensions that the client's does not, and those are ignored.
 */
import type * as client from 'mediasoup-client/types';
import type * as wire from '../../sfu/protocol/model.ts';

export function clientCapabilities(capabilities: wire.RtpCapabilities): client.RtpCapabilities {
  return capabilities as client.RtpCapabilities;
}

export function clientParameters(parameters: wire.RtpParameters): client.RtpParameters {
  return parameters as client.RtpParameters;
}
