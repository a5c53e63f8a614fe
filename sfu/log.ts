/** Log levels, most important first. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number] | 'none';

type Facts = Record<string, string | number | boolean | undefined>;

/**
 * One line an event on stderr: time, level, a past fact, then `name=value` pairs. Names of people
 * and rooms, addresses and secrets are never handed to it.
 */
export interface Log {
  error(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  debug(event: string, facts?: Facts): void;
}

export function createLog(
  level: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const visible = level === 'none' ? [] : logLevels.slice(0, logLevels.indexOf(level) + 1);
  const at = (name: (typeof logLevels)[number]) =>
    visible.includes(name)
      ? (event: string, facts: Facts = {}) => write(format(name, event, facts))
      : () => {};
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

function format(level: string, event: string, facts: Facts): string {
  const pairs = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => ` ${name}=${typeof value === 'string' ? JSON.stringify(value) : value}`,
    );
  return `${new Date().toISOString()} ${level.padEnd(5)} ${event}${pairs.join('')}\n`;
}

/** What to print of something that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
