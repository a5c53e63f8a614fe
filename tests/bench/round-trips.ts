import type { Page } from 'playwright/test';

/** The last request on the way to a picture, in both arms: `resume` and `resumeConsumers`. */
const lastRequest = /"resume(Consumers)?"/;

/**
 * Counts the sequential round trips over a page's WebSocket until the consumers are resumed, while
 * something is done: one begins when the page sends after it has last received, so that requests
 * sent together count once, and opening the socket is one. What is sent for others to see comes
 * beside and does not count.
 */
export async function countRoundTrips<Result>(
  page: Page,
  task: () => Promise<Result>,
): Promise<{ result: Result; roundTrips: number }> {
  const session = await page.context().newCDPSession(page);
  let begun = 0;
  let answered = true;
  let roundTrips = 0;
  session.on('Network.webSocketCreated', () => {
    begun += 1;
  });
  session.on('Network.webSocketFrameSent', ({ response }) => {
    if (answered) begun += 1;
    answered = false;
    if (lastRequest.test(response.payloadData)) roundTrips = begun;
  });
  session.on('Network.webSocketFrameReceived', () => {
    answered = true;
  });
  await session.send('Network.enable');
  const result = await task();
  await session.detach();
  return { result, roundTrips };
}
