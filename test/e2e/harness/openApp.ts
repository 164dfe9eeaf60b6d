import type { Page } from 'playwright-core';

/** An application under test, whatever shows it. */
export interface OpenApp {
  readonly page: Page;
  /** Errors that the page wrote to its console or threw, and policy violations; a test clears what it provokes. */
  readonly complaints: string[];
  /** What the user will choose in the next file dialog. */
  chooseNext(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Collects everything that a page complains about. */
export function watchComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
