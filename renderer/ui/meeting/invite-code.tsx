import { useEffect, useState } from 'preact/hooks';
import { words } from '../words.ts';

/** A link for a phone's camera: dark on white in every theme, because scanners expect it. */
export function InviteCode({ link }: { link: string }) {
  const [code, setCode] = useState<{ path: string; size: number }>();
  useEffect(() => {
    let wanted = true;
    // Only meetings that invite somebody need the encoder.
    void import('uqr').then(({ encode }) => {
      const { data, size } = encode(link, { ecc: 'M', border: 4 });
      if (wanted) setCode({ path: pathOf(data), size });
    });
    return () => {
      wanted = false;
    };
  }, [link]);
  return (
    <div class="invite-code">
      {code && (
        <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={words.invite.code}>
          <path d={code.path} />
        </svg>
      )}
    </div>
  );
}

/** One path with a square for each dark module: a thousand elements would draw the same slower. */
function pathOf(modules: boolean[][]): string {
  return modules
    .flatMap((row, top) => row.map((dark, left) => (dark ? `M${left} ${top}h1v1h-1z` : '')))
    .join('');
}
