import { Link, Users, Video } from 'lucide';
import { Icon } from '../icon.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

const stepIcons = [Video, Link, Users];

/** How a meeting comes about. */
export function Guide() {
  const { shell } = useSurroundings();
  const steps = words.guide.steps(shell.desktop !== undefined);
  return (
    <section aria-labelledby="guide-title">
      <h2 id="guide-title">{words.guide.title}</h2>
      <ol class="guide">
        {steps.map((step, index) => (
          <li key={step.title}>
            <Icon node={stepIcons[index] ?? Link} />
            <span>
              <strong>{step.title}</strong>
              <span class="guide-text">{step.text}</span>
            </span>
          </li>
        ))}
      </ol>
      <p class="fine-print">{words.guide.empty}</p>
    </section>
  );
}
