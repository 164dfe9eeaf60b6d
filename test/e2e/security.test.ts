import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { type Listener, listen } from './harness/listener.ts';

let app: ElectronApp;
let listener: Listener;

beforeAll(async () => {
  [app, listener] = await Promise.all([openElectronApp(), listen()]);
});
afterAll(async () => {
  await app.close();
  await listener.close();
});
afterEach(() => {
  app.complaints.length = 0;
  expect(listener.connections()).toBe(0);
  expect(app.page.url()).toBe('akashi://app/');
});

test('the page is cross-origin isolated and has no Node', async () => {
  const found = await app.page.evaluate(() => ({
    isolated: crossOriginIsolated,
    node: ['process', 'require', 'module', 'global', 'Buffer'].filter((name) => name in globalThis),
    electron: Object.keys(globalThis).filter((name) => /electron|ipc/i.test(name)),
  }));
  expect(found).toEqual({ isolated: true, node: [], electron: [] });
});

describe('the network is refused to', () => {
  test('fetch', async () => {
    const outcome = await app.page.evaluate(
      (port) =>
        fetch(`http://127.0.0.1:${port}/`, { mode: 'no-cors' }).then(
          () => 'answered',
          () => 'refused',
        ),
      listener.port,
    );
    expect(outcome).toBe('refused');
  });

  test('a web socket', async () => {
    const outcome = await app.page.evaluate(
      (port) =>
        new Promise((done) => {
          const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
          socket.onopen = () => done('opened');
          socket.onerror = () => done('refused');
        }),
      listener.port,
    );
    expect(outcome).toBe('refused');
  });

  test.each(['img', 'script', 'iframe', 'link', 'object', 'video'])('an element: %s', async (tag) => {
    const violated = await app.page.evaluate(
      ({ tag, url }) =>
        new Promise((done) => {
          document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), {
            once: true,
          });
          const element = document.createElement(tag);
          if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: url });
          else if (element instanceof HTMLObjectElement) element.data = url;
          else element.setAttribute('src', url);
          document.body.append(element);
        }),
      { tag, url: `http://127.0.0.1:${listener.port}/` },
    );
    expect(violated).toMatch(/-src/);
  });

  test('a beacon', async () => {
    await app.page.evaluate(
      (port) => void navigator.sendBeacon(`http://127.0.0.1:${port}/`, 'x'),
      listener.port,
    );
    await app.page.waitForTimeout(200);
  });

  test('a peer connection', async () => {
    const candidates = await app.page.evaluate(async (port) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
      peer.createDataChannel('x');
      const found: string[] = [];
      peer.onicecandidate = ({ candidate }) => {
        if (candidate?.candidate) found.push(candidate.candidate);
      };
      await peer.setLocalDescription();
      await new Promise((done) => setTimeout(done, 500));
      peer.close();
      return found;
    }, listener.port);
    expect(candidates).toEqual([]);
  });

  test('main, through the same session', async () => {
    const outcome = await app.electron.evaluate(
      ({ session }, port) =>
        session.defaultSession.fetch(`http://127.0.0.1:${port}/`).then(
          () => 'answered',
          () => 'refused',
        ),
      listener.port,
    );
    expect(outcome).toBe('refused');
  });

  test('a page without any policy in the same session', async () => {
    const outcome = await app.electron.evaluate(async ({ BrowserWindow }, port) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('data:text/html,<p>bare</p>');
      const tried = await window.webContents.executeJavaScript(
        `Promise.allSettled([
          fetch('http://127.0.0.1:${port}/', { mode: 'no-cors' }),
          new Promise((done, fail) => { const image = new Image(); image.onload = done; image.onerror = fail; image.src = 'http://127.0.0.1:${port}/'; }),
          new Promise((done, fail) => { const socket = new WebSocket('ws://127.0.0.1:${port}/'); socket.onopen = done; socket.onerror = fail; }),
        ]).then((all) => all.map((one) => one.status))`,
      );
      window.destroy();
      return tried;
    }, listener.port);
    expect(outcome).toEqual(['rejected', 'rejected', 'rejected']);
  });
});

describe('the page cannot', () => {
  test('open a window', async () => {
    const opened = await app.page.evaluate((port) => window.open(`http://127.0.0.1:${port}/`), listener.port);
    expect(opened).toBeNull();
    expect(app.electron.windows()).toHaveLength(1);
  });

  test.each([
    'http://127.0.0.1:PORT/',
    'file:///etc/passwd',
    'data:text/html,x',
    'akashi://app/assets/',
    'akashi://other/',
  ])('go to %s', async (address) => {
    await app.page.evaluate(
      (url) => {
        window.location.href = url;
      },
      address.replace('PORT', String(listener.port)),
    );
    await app.page.waitForTimeout(200);
    expect(app.page.url()).toBe('akashi://app/');
  });

  test('be sent elsewhere by a form', async () => {
    await app.page.evaluate((port) => {
      const form = document.createElement('form');
      form.action = `http://127.0.0.1:${port}/`;
      document.body.append(form);
      form.submit();
    }, listener.port);
    await app.page.waitForTimeout(200);
  });

  test('run text as a program', async () => {
    // After a pause, because code that the test itself evaluates is exempt from the policy.
    const outcomes = await app.page.evaluate(
      () =>
        new Promise((done) => {
          setTimeout(() => {
            const attempt = (run: () => unknown) => {
              try {
                return run();
              } catch (error) {
                return (error as Error).name;
              }
            };
            // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
            done([attempt(() => eval('1')), attempt(() => new Function('return 1')())]);
          });
        }),
    );
    expect(outcomes).toEqual(['EvalError', 'EvalError']);
  });

  test('run an inline script', async () => {
    const ran = await app.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ranInline = true';
      document.body.append(script);
      return 'ranInline' in globalThis;
    });
    expect(ran).toBe(false);
  });

  test('get a permission', async () => {
    const outcomes = await app.page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      position: await new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('given'),
          () => done('denied'),
        ),
      ),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        () => 'denied',
      ),
      clipboardRead: await navigator.clipboard.readText().then(
        () => 'given',
        () => 'denied',
      ),
    }));
    expect(outcomes).toEqual({
      notifications: 'denied',
      position: 'denied',
      camera: 'denied',
      clipboardRead: 'denied',
    });
  });

  test('download', async () => {
    const before = await app.electron.evaluate(({ app: main }) => main.getPath('downloads'));
    await app.electron.evaluate(({ session }) => {
      Object.assign(globalThis, { downloads: [] });
      session.defaultSession.on('will-download', (_event, item) => {
        item.once('done', (_done, state) =>
          (globalThis as unknown as { downloads: string[] }).downloads.push(state),
        );
      });
    });
    await app.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.txt';
      link.click();
    });
    await app.page.waitForTimeout(300);
    const states = await app.electron.evaluate(
      () => (globalThis as unknown as { downloads: string[] }).downloads,
    );
    expect(before).not.toBe('');
    expect(states.filter((state) => state === 'completed')).toEqual([]);
  });

  test('read files of the machine', async () => {
    const outcomes = await app.page.evaluate(() =>
      Promise.all(
        [
          'file:///etc/passwd',
          'akashi://app/../package.json',
          'akashi://app/%2e%2e/%2e%2e/package.json',
          'akashi://app/..%2f..%2fpackage.json',
          'akashi://app/%00',
        ].map((url) =>
          fetch(url).then(
            (response) => response.status,
            () => 'refused',
          ),
        ),
      ),
    );
    expect(outcomes).toEqual(['refused', 404, 404, 404, 404]);
  });
});

test('every file of the application comes with the policy, and only for reading', async () => {
  const found = await app.page.evaluate(async () => {
    const page = await fetch('/');
    const post = await fetch('/', { method: 'POST' });
    return { headers: Object.fromEntries(page.headers), posted: post.status };
  });
  expect(found.posted).toBe(405);
  expect(found.headers).toMatchObject({
    'content-security-policy': expect.stringContaining("script-src 'self' 'wasm-unsafe-eval';"),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'content-type': 'text/html; charset=utf-8',
  });
});

test('messages from a frame that is not the application are not heard', async () => {
  const outcome = await app.electron.evaluate(async ({ BrowserWindow, app: main }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${main.getAppPath()}/out/preload/preload.cjs`, sandbox: true },
    });
    await window.loadURL('data:text/html,<p>foreign</p>');
    const answered = await window.webContents.executeJavaScript(
      `akashi.readSettings().then(() => 'answered', () => 'refused')`,
    );
    window.destroy();
    return answered;
  });
  expect(outcome).toBe('refused');
});
