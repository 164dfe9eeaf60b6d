import { createRoot } from 'react-dom/client';
import { Window } from './app/Window.tsx';
import { HostConnection } from './host/hostConnection.ts';
import { browserPlatform } from './platform/browserPlatform.ts';
import { browserDefinitionStore } from './platform/definitionStore.ts';
import { AppProvider } from './state/AppContext.tsx';
import { createApp } from './state/app.ts';
import { startWorkbench } from './state/releaseActions.ts';
import './styles/main.css';

const platform = window.akashi ?? browserPlatform();
const settings = await platform.readSettings();
const app = createApp(
  platform,
  (engine) => new HostConnection(platform, engine),
  browserDefinitionStore(),
  settings,
);
const place = document.getElementById('root');
if (!place) throw new Error('the page has no root');
createRoot(place).render(
  <AppProvider app={app}>
    <Window />
  </AppProvider>,
);
await startWorkbench(app);
