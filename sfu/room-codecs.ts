import type { RtpCapabilities } from './protocol/model.ts';

/**
 * The video codecs that everybody can decode, as mime types in the order of the router's list. Whoever
 * has said nothing, or can decode no video at all, is not waited for.
 */
export function commonVideoCodecs(
  router: RtpCapabilities,
  people: Iterable<RtpCapabilities | undefined>,
): string[] {
  let common = videoCodecsOf(router);
  // Capabilities are shared between those who state the same.
  for (const capabilities of new Set(people)) {
    const theirs = capabilities && videoCodecsOf(capabilities).map((each) => each.toLowerCase());
    if (theirs && theirs.length > 0) {
      common = common.filter((each) => theirs.includes(each.toLowerCase()));
    }
  }
  return common;
}

function videoCodecsOf({ codecs = [] }: RtpCapabilities): string[] {
  // What a stranger sent has been looked at in outline only.
  const names = codecs.flatMap(({ kind, mimeType }) =>
    kind === 'video' && typeof mimeType === 'string' ? mimeType : [],
  );
  return [...new Set(names)].filter((name) => !/\/rtx$/i.test(name));
}
