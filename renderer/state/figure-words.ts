/** Figures as people read them, in the digits and marks of a language. Pure. */

export interface FigureWords {
  bitrate(bitsPerSecond: number): string;
  share(share: number): string;
  milliseconds(milliseconds: number | undefined): string;
}

/** What is shown where the browser does not tell. */
const unknown = '–';

export function createFigureWords(language: string): FigureWords {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return {
    bitrate: (bits) =>
      bits >= 1_000_000
        ? `${fine.format(bits / 1_000_000)} Mbit/s`
        : `${whole.format(bits / 1000)} kbit/s`,
    share: (share) => percent.format(share),
    milliseconds: (time) =>
      time === undefined ? unknown : `${(time < 10 ? fine : whole).format(time)} ms`,
  };
}
