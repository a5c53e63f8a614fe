import { permissionPlace } from '../../state/permission-place.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

/** Where a device that was denied is allowed again: first in the browser, then in the system. */
export function PermissionHelp() {
  const { shell } = useSurroundings();
  const { browser, system } = permissionPlace(navigator.userAgent, shell.desktop !== undefined);
  const steps = [words.permission.browser[browser], words.permission.system[system]];
  return (
    <details class="permission-help">
      <summary>{words.permission.title}</summary>
      <ol>
        {steps
          .filter((step) => step !== '')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ol>
    </details>
  );
}
