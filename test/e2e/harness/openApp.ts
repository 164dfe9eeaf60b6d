import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, type TestContext } from 'vitest';
import { projectRoot } from '../../../main/dev/command.ts';

/** An application under test, whatever shows it. */
export interface OpenApp {
  readonly page: Page;
  /** Errors that the page wrote to its console or threw, and policy violations; a test clears what it provokes. */
  readonly complaints: string[];
  /** What the user will choose in the next file dialog. */
  chooseNext(path: string): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 15_000;

/** Collects everything that a page complains about, and lets it wait for nothing longer than is decent. */
export function watchComplaints(page: Page): string[] {
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/**
 * What every test ends with: a picture of the window if it failed, and a page that complained of nothing. Use as
 * `afterEach(inspectAfterwards(() => app))`.
 */
export function inspectAfterwards(app: () => OpenApp): (context: TestContext) => Promise<void> {
  return async ({ task }) => {
    if (task.result?.state === 'fail') {
      const name = task.name.replaceAll(/[^\w]+/g, '-').slice(0, 60);
      await app().page.screenshot({ path: join(projectRoot, 'test-results', `${name}.png`) });
    }
    expect(app().complaints.splice(0)).toEqual([]);
  };
}
