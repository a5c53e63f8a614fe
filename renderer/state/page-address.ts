/** Where this page came from. */
import type { Address } from '../../sfu/protocol/invite.ts';

/** The part of `location` that is used. */
export interface PageLocation {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}

export function addressOfPage({ protocol, hostname, port }: PageLocation): Address {
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
}
