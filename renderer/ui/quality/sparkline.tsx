/** The last minute of one figure as a line; the figure itself stands beside it, for every reader. */
export function Sparkline({ values, most }: { values: readonly number[]; most: number }) {
  const width = most - 1;
  const peak = Math.max(1, ...values);
  // The newest stands at the right edge, so that time always runs at the same pace.
  const first = most - values.length;
  const points = values.map(
    (value, index) => `${first + index},${(20 - (value / peak) * 18).toFixed(1)}`,
  );
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${width} 21`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <polyline points={points.join(' ')} />
    </svg>
  );
}
