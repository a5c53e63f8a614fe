import { networkInterfaces } from 'node:os';

/**
 * An address that is not loopback, in a network namespace made for the tests: namespace.test.ts
 * runs in one those that need it. On the machine's own network nothing is ever served.
 */
export const ownAddress = process.env.PARLEY_TEST_NAMESPACE
  ? Object.values(networkInterfaces())
      .flat()
      .find((info) => info && info.family === 'IPv4' && !info.internal)?.address
  : undefined;
