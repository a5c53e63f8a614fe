/** Writes settings without end, until it is killed. */
import { SettingsFile } from '../../../main/settings.ts';

const [file = ''] = process.argv.slice(2);
const settings = await SettingsFile.open(file);
await settings.set({ hostPort: 1001 });
process.stdout.write('writing\n');
for (let n = 0; n < 100_000; n += 1) await settings.set({ hostPort: 1001 + (n % 60_000) });
