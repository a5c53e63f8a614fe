/** How German counts people, lists names and names days. */
import { createDayOf } from '../../state/calendar-day.ts';
import { createSomeOf } from '../../state/some-of.ts';

export const dayOf = createDayOf('de');
export const someOf = createSomeOf('de', (first, others) => `${first} und ${others} weitere`);
export const people = (count: number) => (count === 1 ? '1 Person' : `${count} Personen`);
/** The verb to `someOf`: one has, several have. */
export const have = (who: readonly string[]) => (who.length === 1 ? 'hat' : 'haben');
export const are = (who: readonly string[]) => (who.length === 1 ? 'ist' : 'sind');
