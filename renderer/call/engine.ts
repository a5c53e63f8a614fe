/** The browser's side of mediasoup: which handler fits this browser, and devices loaded for a router. */
import { Device, detectDevice } from 'mediasoup-client';
import type { HandlerFactory } from 'mediasoup-client/types';
import type { RtpCapabilities } from '../../sfu/protocol/model.ts';
import { CallFailure } from './call-failure.ts';
import { clientCapabilities } from './rtp-types.ts';

export class Engine {
  readonly #handlerFactory: HandlerFactory | undefined;
  #handlerName: ReturnType<typeof detectDevice>;

  /** @param handlerFactory instead of the one that fits this browser */
  constructor(handlerFactory?: HandlerFactory) {
    this.#handlerFactory = handlerFactory;
  }

  /** A device that can send to, and receive from, a router of these capabilities. */
  async load(routerRtpCapabilities: RtpCapabilities): Promise<Device> {
    const device = this.#create();
    await device.load({ routerRtpCapabilities: clientCapabilities(routerRtpCapabilities) });
    return device;
  }

  #create(): Device {
    if (this.#handlerFactory) return new Device({ handlerFactory: this.#handlerFactory });
    this.#handlerName ??= detectDevice();
    if (!this.#handlerName) {
      throw new CallFailure('BROWSER', 'This browser is not known to be able to hold meetings.');
    }
    return new Device({ handlerName: this.#handlerName });
  }
}
