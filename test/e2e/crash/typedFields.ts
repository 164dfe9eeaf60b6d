import type { Page } from 'playwright-core';
import { translate } from '../../../shared/i18n/translate.ts';
import type { WindowWork } from './windowWork.ts';

/** A place of the open draft into which letters are typed. */
export interface TypedField {
  /** Puts the caret behind what is there. */
  focus(page: Page): Promise<void>;
  text(work: WindowWork): string;
  /** All work but what stands in the field, for comparison. */
  others(work: WindowWork): string;
  everything(work: WindowWork): string;
}

export const fieldNames = ['name', 'rule'] as const;

interface DraftDocument {
  readonly name?: string;
  readonly InclusionRules?: readonly { readonly name: string }[];
}

/** The name above the definition; and the name of its first rule, typed into its JSON. */
export const fields: Readonly<Record<(typeof fieldNames)[number], TypedField>> = {
  name: {
    async focus(page) {
      const name = page.getByRole('textbox', { name: translate('en', 'builder.name'), exact: true });
      await name.click();
      await page.keyboard.press('End');
    },
    text: (work) => openDocument(work).name ?? openDraft(work)?.name ?? '',
    others: (work) => contents(work, ({ document }) => ({ name: '', document: { ...document, name: '' } })),
    everything,
  },
  rule: {
    async focus(page) {
      await page.getByRole('radio', { name: translate('en', 'builder.view.json'), exact: true }).click();
      const editor = page.getByRole('textbox', { name: translate('en', 'builder.json.label'), exact: true });
      await editor.click();
      await editor.evaluate((element) => {
        const area = element as HTMLTextAreaElement;
        const start = area.value.indexOf('"name": "', area.value.indexOf('"InclusionRules"')) + 9;
        const end = area.value.indexOf('"', start);
        area.setSelectionRange(end, end);
      });
    },
    text: (work) => openDocument(work).InclusionRules?.[0]?.name ?? '',
    others: (work) =>
      contents(work, ({ name, document }) => ({
        name,
        document: {
          ...document,
          InclusionRules: document.InclusionRules?.map((rule, i) => (i === 0 ? { ...rule, name: '' } : rule)),
        },
      })),
    everything,
  },
};

type Draft = { readonly name: string; readonly document: DraftDocument };

function openDraft(work: WindowWork): Draft | undefined {
  return work.drafts[work.openDraft ?? ''] as Draft | undefined;
}

function openDocument(work: WindowWork): DraftDocument {
  return openDraft(work)?.document ?? {};
}

function everything(work: WindowWork): string {
  return contents(work, (draft) => draft);
}

function contents(work: WindowWork, open: (draft: Draft) => object): string {
  const drafts = Object.entries(work.drafts as Readonly<Record<string, Draft>>).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return JSON.stringify({
    drafts: drafts.map(([id, draft]) => [id, id === work.openDraft ? open(draft) : draft]),
    openDraft: work.openDraft,
    shelf: work.shelf.map((cohort) => Object.entries(cohort).sort()),
  });
}
