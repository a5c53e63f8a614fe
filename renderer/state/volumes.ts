/** How loud each person is played on this machine, by the name they go by: they have no other that lasts. */
import * as z from 'zod/mini';

/** As loud as it comes. */
export const plainVolume = 1;
export const loudest = 2;
/** Of more people than this the oldest are forgotten. */
const mostKept = 200;

export const volumes = z.array(
  z.object({ name: z.string(), volume: z.number().check(z.gte(0), z.lte(loudest)) }),
);
export type Volumes = z.output<typeof volumes>;

export function volumeOf(known: Volumes, name: string): number {
  return known.find((each) => each.name === name)?.volume ?? plainVolume;
}

/** Newest first; who is as loud as they come needs no memory. */
export function withVolume(known: Volumes, name: string, volume: number): Volumes {
  const others = known.filter((each) => each.name !== name);
  const wanted = Math.min(loudest, Math.max(0, volume));
  const changed = wanted === plainVolume ? others : [{ name, volume: wanted }, ...others];
  return changed.slice(0, mostKept);
}
