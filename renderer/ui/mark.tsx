/** Two arcs that face each other around a point: two parties and what is between them. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-ground" width="32" height="32" rx="9" />
      <path class="mark-arcs" d="M10.4 9.6a9 9 0 0 0 0 12.8M21.6 9.6a9 9 0 0 1 0 12.8" />
      <circle class="mark-point" cx="16" cy="16" r="3.2" />
    </svg>
  );
}
