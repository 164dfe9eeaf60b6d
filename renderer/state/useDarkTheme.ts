import { useSyncExternalStore } from 'react';
import { useAppState } from './AppContext.tsx';

const query = '(prefers-color-scheme: dark)';

/** Whether the dark theme is shown: as set, or as the system has it. */
export function useDarkTheme(): boolean {
  const theme = useAppState((state) => state.settings.theme);
  const system = useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
  return theme === 'system' ? system : theme === 'dark';
}
