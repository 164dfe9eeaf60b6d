import { createRoot } from 'react-dom/client';
import { Window } from '../../../renderer/app/Window.tsx';
import { AppProvider } from '../../../renderer/state/AppContext.tsx';
import { createApp, startHost } from '../../../renderer/state/app.ts';
import '../../../renderer/styles/main.css';
import { memoryPlatform } from './memoryPlatform.ts';
import { memoryWorkbench } from './memoryWorkbench.ts';
import { memoryWorkStore } from './memoryWorkStore.ts';
import { sampleFailures } from './sampleFailures.ts';

const query = new URLSearchParams(location.search);
const workbench = memoryWorkbench({
  step: Number(query.get('step') ?? 0),
  openFailures: sampleFailures,
  withCohorts: query.get('cohorts') !== 'none',
});
const platform = memoryPlatform({
  locale: query.get('locale') === 'en' ? 'en' : 'ja',
  theme: query.get('theme') === 'dark' ? 'dark' : 'light',
  ...(query.get('recent') === 'none' ? { recent: [] } : {}),
});
const app = createApp(platform, () => workbench, memoryWorkStore(), await platform.readSettings());
Object.assign(window, { preview: { app, workbench, platform } });
createRoot(document.getElementById('root') as HTMLElement).render(
  <AppProvider app={app}>
    <Window />
  </AppProvider>,
);
await startHost(app);
