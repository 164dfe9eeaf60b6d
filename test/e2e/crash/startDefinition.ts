import type { Page } from 'playwright-core';
import { type MessageKey, translate } from '../../../shared/i18n/translate.ts';

/** Begins an empty definition in the builder, from the screen that is shown while nothing is edited. */
export async function startDefinition(page: Page): Promise<void> {
  const text = (key: MessageKey) => translate('en', key);
  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: text('command.cohort.new'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(text('builder.new.empty'), { exact: true }).click();
  await dialog.getByRole('button', { name: text('builder.new.create'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
