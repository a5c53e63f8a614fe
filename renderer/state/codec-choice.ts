/** With which codec a video is sent. Pure. */

/**
 * Best first. A camera goes out in three separate sizes, which VP8 and H264 encode most cheaply, and
 * every browser decodes both (RFC 7742 section 5). A screen is one stream of letters and edges, of
 * which VP9 makes far more of the same bits, where the machine has the cores for it: a screen of 4K
 * leaves two cores nothing else to do. AV1 would make more still, but costs more than that.
 */
const preferences = {
  camera: ['video/VP8', 'video/H264', 'video/VP9', 'video/AV1'],
  screen: ['video/VP9', 'video/VP8', 'video/H264', 'video/AV1'],
};
const smallScreen = ['video/VP8', 'video/H264', 'video/VP9', 'video/AV1'];
/** From how many cores on a machine encodes a whole screen in VP9 beside all else. */
const coresForVp9 = 4;

/**
 * The best codec that this browser can send and everybody in the room can decode; where there is
 * none, the best that this browser can send, for as many as can decode it. Undefined where it can
 * send none that is known.
 * @param common undefined while the room's are not known
 * @param cores how many this machine has
 */
export function chooseCodec(
  source: keyof typeof preferences,
  sendable: readonly string[],
  common: readonly string[] | undefined,
  cores: number,
): string | undefined {
  const has = (list: readonly string[], codec: string) =>
    list.some((each) => each.toLowerCase() === codec.toLowerCase());
  const preferred = source === 'screen' && cores < coresForVp9 ? smallScreen : preferences[source];
  const possible = preferred.filter((codec) => has(sendable, codec));
  return possible.find((codec) => !common || has(common, codec)) ?? possible[0];
}
