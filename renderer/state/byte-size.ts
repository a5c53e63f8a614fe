const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/**
 * Says how much data something is, as people do: `48 kB`, `1.2 MB`; a thousand bytes are a kilobyte,
 * and what is less counts as one.
 * @param language a BCP 47 tag
 */
export function createByteSize(language: string): (bytes: number) => string {
  const formats = units.map(
    (unit, step) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: step === 0 ? 0 : 1,
      }),
  );
  return (bytes) => {
    let [amount, step] = [Math.max(bytes / 1000, 1), 0];
    while (amount >= 999.5 && step < units.length - 1) {
      amount /= 1000;
      step += 1;
    }
    return formats[step]?.format(amount) ?? '';
  };
}
