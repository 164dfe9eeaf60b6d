import { createRoot } from 'react-dom/client';
import { Window } from './app/Window.tsx';
import { HostConnection } from './host/hostConnection.ts';
import { browserPlatform } from './platform/browserPlatform.ts';
import { AppProvider } from './state/AppContext.tsx';
import { createApp, startHost } from './state/app.ts';
import './styles/main.css';

const platform = window.akashi ?? browserPlatform();
const settings = await platform.readSettings();
const app = createApp(platform, (engine) => new HostConnection(platform, engine), settings);
const place = document.getElementById('root');
if (!place) throw new Error('the page has no root');
createRoot(place).render(
  <AppProvider app={app}>
    <Window />
  </AppProvider>,
);
await startHost(app);
