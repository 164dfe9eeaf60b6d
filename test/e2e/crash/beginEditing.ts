import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type MessageKey, translate } from '../../../shared/i18n/translate.ts';
import { startDefinition } from './startDefinition.ts';
import { readWork } from './windowWork.ts';

const document = {
  name: 'crash',
  ConceptSets: [],
  PrimaryCriteria: {
    CriteriaList: [{ ConditionOccurrence: {} }],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'First' },
  },
  InclusionRules: [
    {
      name: 'rule',
      expression: { Type: 'ALL', CriteriaList: [], DemographicCriteriaList: [], Groups: [] },
    },
  ],
  CensoringCriteria: [],
};

/** On an open release: puts two definitions and their combination on the list, and begins a draft with a rule. */
export async function beginEditing(page: Page): Promise<void> {
  const text = (key: MessageKey) => translate('en', key);
  const button = (key: MessageKey) => page.getByRole('button', { name: text(key), exact: true });
  await page.locator('#release-title').waitFor();
  await page.keyboard.press('Control+4');
  page.once('filechooser', (chooser) => {
    const folder = join(import.meta.dirname, '..', 'definitions');
    void chooser.setFiles(
      ['Adults with treatment.json', 'Everybody with a hospital stay.json'].map((name) => join(folder, name)),
    );
  });
  await button('cohorts.importFiles').click();
  const rows = page.getByRole('grid', { name: text('nav.cohorts') }).getByRole('row');
  await rows.nth(1).waitFor();
  for (const row of await rows.all()) await row.locator('label').first().click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text('command.cohorts.combine').slice(0, 20));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('textbox').fill('both');
  await page.keyboard.press('Enter');
  await rows.nth(2).waitFor();
  await startDefinition(page);
  await page.getByRole('radio', { name: text('builder.view.json'), exact: true }).click();
  await page
    .getByRole('textbox', { name: text('builder.json.label'), exact: true })
    .fill(JSON.stringify(document, null, 2));
  const { drafts, shelf } = await readWork(page);
  if (Object.keys(drafts).length !== 1 || shelf.length !== 3) throw new Error('The beginning went wrong.');
}
