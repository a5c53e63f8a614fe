/** Meeting links that come from outside the window: the command line, the system, the clipboard. */
import { parseInvite } from '../sfu/protocol/invite.ts';

const mostArguments = 100;
const longestArgument = 2048;
const longestClipboard = 4096;
const edges = /^[<("'“‘«[]+|[>)"'”’».,;!?\]]+$/g;

/**
 * The first meeting link among the arguments of a start, to be read by `parseInvite`. A `parley:`
 * link is answered even if it is damaged, so that whoever clicked it can be told; a web address
 * only if it leads to a meeting. Switches, which begin with a dash, are never taken for links.
 */
export function linkFromArgs(argv: readonly string[]): string | undefined {
  return argv
    .slice(0, mostArguments)
    .filter((argument) => argument.length <= longestArgument && !argument.startsWith('-'))
    .find((argument) => /^parley:/i.test(argument) || isMeeting(argument));
}

/** The first valid meeting link in a text of the clipboard, alone or among other words. */
export function linkFromClipboard(text: string): string | undefined {
  return text
    .slice(0, longestClipboard)
    .split(/\s+/)
    .map((word) => word.replace(edges, ''))
    .find(isMeeting);
}

function isMeeting(text: string): boolean {
  return /^(https?|parley):/i.test(text) && parseInvite(text).ok;
}
