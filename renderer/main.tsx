import { createRoot } from 'react-dom/client';
import { Window } from './app/Window.tsx';
import { HostConnection } from './host/hostConnection.ts';
import { browserPlatform } from './platform/browserPlatform.ts';
import { BrowserWorkStore } from './platform/browserWorkStore.ts';
import { AppProvider } from './state/AppContext.tsx';
import { createApp } from './state/app.ts';
import { resumeProject } from './state/projectActions.ts';
import { startWorkbench } from './state/releaseActions.ts';
import { restoreWork } from './state/restoreWork.ts';
import './styles/main.css';

const platform = window.akashi ?? browserPlatform();
const settings = await platform.readSettings();
const app = createApp(
  platform,
  (engine) => new HostConnection(platform, engine),
  new BrowserWorkStore(),
  settings,
);
await restoreWork(app);
await resumeProject(app);
const place = document.getElementById('root');
if (!place) throw new Error('the page has no root');
createRoot(place).render(
  <AppProvider app={app}>
    <Window />
  </AppProvider>,
);
await startWorkbench(app);
