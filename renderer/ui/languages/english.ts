/** How English counts people, lists names and names days. */
import { createDayOf } from '../../state/calendar-day.ts';
import { createSomeOf } from '../../state/some-of.ts';

export const dayOf = createDayOf('en');
export const someOf = createSomeOf('en', (first, others) => `${first} and ${others} others`);
export const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
