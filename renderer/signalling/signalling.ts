/** What the call may ask of its connection to the server. `SocketSignalling` is the one that does it. */
import type { ReadonlySignal } from '@preact/signals';
import type {
  Notification,
  NotificationName,
  Reply,
  RequestName,
  RequestPayload,
} from '../../sfu/protocol/signalling.ts';

/** A connection is in exactly one of these; `closed` is final. */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'lost' | 'closed';

/** Any notification, with its name, so that facts of different names keep their order. */
export type AnyNotification = {
  [Name in NotificationName]: { name: Name; payload: Notification<Name> };
}[NotificationName];

export type NotificationListener = (notification: AnyNotification, number?: number) => void;

export interface Signalling {
  readonly state: ReadonlySignal<ConnectionState>;
  /**
   * Opens a new connection in place of the present one, in one attempt that is bounded in time.
   * Rejects with ClientError UNREACHABLE, or SignallingError where the server refuses.
   */
  connect(): Promise<void>;
  /**
   * Rejects with SignallingError when the server refuses, or with ClientError TIMEOUT or
   * CONNECTION_LOST. A request is never sent twice and never kept for a later connection.
   */
  request<Name extends RequestName>(
    name: Name,
    payload: RequestPayload<Name>,
  ): Promise<Reply<Name>>;
  /**
   * Hears every valid notification until the returned function is called, with its number if it is
   * one that the server would tell again.
   */
  subscribe(listener: NotificationListener): () => void;
  /** Looks whether the connection still lives; if it does not, it is `lost` soon and not much later. */
  probe(): void;
  /** Closes at once and for good; what is pending is rejected. */
  close(): void;
}
