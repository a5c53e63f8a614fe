import fc from 'fast-check';
import { it } from 'vitest';

/**
 * How many cases all properties try together. `npm test` tries the same ones each time, so that it
 * says the same of the same tree; `npm run fuzz` tries others each time.
 */
const cases = Number(process.env.FUZZ_CASES ?? 100_000);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);
const longest = 3_600_000;

process.stdout.write(`fuzz: FUZZ_SEED=${seed} FUZZ_CASES=${cases} tries the same again\n`);

/**
 * A test that something holds whatever comes in. A failure prints the smallest case that was found.
 * @param share the part of all cases that is tried here, 0 to 1
 */
export function holds<Case>(
  name: string,
  share: number,
  arbitrary: fc.Arbitrary<Case>,
  check: (value: Case) => void | Promise<void>,
): void {
  const property = fc.asyncProperty(arbitrary, async (value) => check(value));
  it(name, () => fc.assert(property, { numRuns: runs(share), seed }), longest);
}

/** At least one, however few cases there are in all. */
export const runs = (share: number) => Math.max(1, Math.round(cases * share));

export { seed };

/** JSON of any shape, with the names on which JavaScript trips. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'length', 'then', 'toJSON', 'roomId'),
    fc.jsonValue({ maxDepth: 2 }),
  ),
);

/** Text that is short or long, plain or of any code units, half surrogates and controls included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({ minLength: 1000, maxLength: 5000 }),
);

/** A value with one field changed, left out or added. */
export function spoilt(good: object, with_: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const names = Object.keys(good);
  return fc
    .tuple(fc.constantFrom(...names, 'added'), fc.option(with_, { nil: undefined }))
    .map(([name, value]) => {
      const { [name]: _, ...rest } = good as Record<string, unknown>;
      return value === undefined ? rest : { ...rest, [name]: value };
    });
}
