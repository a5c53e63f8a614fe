/** What no text of the tree may contain, read by texts.test.ts. */

const places: [RegExp, string][] = [
  [/(?<![\w.:/])\/(home|Users)\/[\w.-]+/, "somebody's home folder"],
  [/(?<![\w.:/])[/]root\b/, "the administrator's home folder"],
  [/(?<![\w.:/])\/work\//, 'a working copy'],
  [/(?<![\w.:/])\/tmp\//, 'a temporary file'],
  [/\b[A-Za-z]:[\\/]+(Users|work)\b/i, 'a folder of one Windows machine'],
];

/** What of one machine stands in a text, a sentence each. */
export function machineFaults(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      places
        .filter(([pattern]) => pattern.test(line))
        .map(([, what]) => `${path}:${index + 1} names ${what}`),
    );
}
