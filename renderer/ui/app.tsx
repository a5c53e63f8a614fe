import { useSignalEffect } from '@preact/signals';
import { useCommands } from './desktop/commands.ts';
import { useDesktopNotices } from './desktop/desktop-notices.ts';
import { Home } from './home/home.tsx';
import { NotARoom } from './not-a-room.tsx';
import { NoticeList } from './notice-list.tsx';
import { StatisticsPlace } from './quality/statistics-place.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { Room } from './room.tsx';
import { SettingsPlace } from './settings/settings-place.tsx';
import { type Surroundings, SurroundingsContext, useSurroundings } from './surroundings.ts';
import { applyTheme } from './theme.ts';

export function App({ surroundings }: { surroundings: Surroundings }) {
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <CurrentScreen />
      <QuestionDialog />
      <SettingsPlace />
      <StatisticsPlace />
      <NoticeList />
    </SurroundingsContext.Provider>
  );
}

function CurrentScreen() {
  const { router, shell } = useSurroundings();
  useCommands();
  useDesktopNotices();
  useSignalEffect(() => applyTheme(shell.preferences.value.theme));
  const destination = router.destination.value;
  switch (destination.name) {
    case 'home':
      return <Home />;
    case 'room': {
      const { place, visit } = destination;
      return <Room key={`${visit} ${place.origin} ${place.roomId}`} place={place} />;
    }
    case 'not-a-room':
      return <NotARoom />;
  }
}
