import type { Page } from 'playwright-core';

/** What the window holds of the user's work, as far as a crash may not change it. */
export interface WindowWork {
  readonly drafts: Readonly<Record<string, { readonly name: string; readonly document: unknown }>>;
  readonly openDraft: string | null;
  readonly section: string;
  /** Whether the host answers. */
  readonly ready: boolean;
  readonly shelf: readonly object[];
  /** How many changes can be undone, and done again. */
  readonly past: number;
  readonly future: number;
}

/** Reads the work out of the living page, through React's own tree: the shipped page offers no way in. */
export async function readWork(page: Page): Promise<WindowWork> {
  return page.evaluate(() => {
    type Fiber = { memoizedProps?: { app?: { store?: { getState(): never } } }; child: Fiber | null };
    const root = document.getElementById('root') as unknown as Record<string, Fiber>;
    const key = Object.keys(root).find((name) => name.startsWith('__reactContainer$')) ?? '';
    for (let fiber: Fiber | null = root[key] ?? null; fiber; fiber = fiber.child) {
      const store = fiber.memoizedProps?.app?.store;
      if (!store) continue;
      const { drafts, openDraft, section, host, shelf, history } = store.getState() as {
        drafts: Record<string, { name: string; document: unknown }>;
        openDraft: string | null;
        section: string;
        host: { state: string };
        shelf: object[];
        history: { past: unknown[]; future: unknown[] };
      };
      const contents = Object.entries(drafts).map(([id, { name, document }]) => [id, { name, document }]);
      return {
        drafts: Object.fromEntries(contents),
        openDraft,
        section,
        ready: host.state === 'ready',
        shelf,
        past: history.past.length,
        future: history.future.length,
      };
    }
    throw new Error('the window has no application');
  });
}
