import { describe, expect, test } from 'vitest';
import { pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { partsText } from '../../../shared/cohort/sentences/part.ts';
import type { Sentence } from '../../../shared/cohort/sentences/wording.ts';
import { shippedStudies } from '../../../shared/demo/studies/shippedStudies.ts';
import type { Locale } from '../../../shared/i18n/translate.ts';
import type { ComparisonSpecification } from '../../../shared/study/specification/comparisonSpecification.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { targetTrial, trialRows } from '../../../shared/study/words/targetTrial.ts';

function shipped(name: string): ComparisonSpecification {
  const file = shippedStudies().find((candidate) => candidate.name === name);
  const parsed = file && parseStudy(file);
  if (!parsed?.ok) throw new Error(`${name} is not a study`);
  return parsed.study;
}

const all = (sentence: Sentence): Sentence[] => [sentence, ...sentence.members.flatMap(all)];

function texts(study: ComparisonSpecification, locale: Locale, row: string): string[] {
  const found = targetTrial(study, locale).find(({ id }) => id === row);
  return (found?.sentences ?? []).flatMap(all).map(({ parts }) => partsText(parts));
}

describe.each(shippedStudies().map(({ name }) => name))('%s', (name) => {
  const study = shipped(name);

  test.each(['ja', 'en'] as const)('every row is filled in, in %s', (locale) => {
    const rows = targetTrial(study, locale);
    expect(rows.map(({ id }) => id)).toEqual(trialRows);
    for (const { sentences, title } of rows) {
      expect(title).not.toBe('');
      const said = sentences.flatMap(all).map(({ parts }) => partsText(parts));
      expect(said.length).toBeGreaterThan(0);
      for (const text of said) expect(text).not.toMatch(/\{\w|undefined|NaN| \/ /);
    }
  });

  test('every statement leads to a place of the file', () => {
    for (const { sentences } of targetTrial(study, 'en')) {
      for (const { path } of sentences.flatMap(all)) {
        const value = path
          .slice(0, path[0] === 'definitions' ? 3 : undefined)
          .reduce<unknown>((inside, key) => (inside as Record<string | number, unknown>)[key], study);
        expect(value, pathText(path)).not.toBeUndefined();
      }
    }
  });
});

test('a study with cohorts as arms, in words', () => {
  const study = shipped('first-line-drug');
  expect(texts(study, 'en', 'strategies')).toContain(
    'Beta blocker: enters the cohort “New users of beta-blockers”.',
  );
  expect(texts(study, 'en', 'strategies')).toContain('Daily dose (DDD): < 0.3, 0.3 – < 0.6, ≥ 0.6');
  expect(texts(study, 'en', 'eligibility')).toContain('Observed for at least 365 days before index.');
  expect(texts(study, 'en', 'followUp')[0]).toBe(
    'Intention to treat (until observation ends): from 1 day after index until observation ends.',
  );
  expect(texts(study, 'en', 'followUp')).toContain(
    'Ends on the day somebody starts what another arm is about.',
  );
  expect(texts(study, 'ja', 'outcome')).toContain('死亡は競合リスクとする。');
  expect(texts(study, 'ja', 'contrast')).toContain('β遮断薬 対 カルシウム拮抗薬');
  expect(texts(study, 'ja', 'analysis')).toContain('乱数の種 20260401。');
});

test('a study with arms cut from a matrix, in words', () => {
  const study = shipped('rosuvastatin-dose');
  const strategies = texts(study, 'en', 'strategies');
  expect(strategies[0]).toBe('2.5 mg a day: of “Rosuvastatin begun at the diagnosis of angina”, those with');
  expect(strategies[1]).toBe('Daily dose (mg): < 4');
  expect(texts(study, 'ja', 'contrast')).toContain(
    '用量に対する傾向とスプライン：1 日 2.5 mg = 2.5、1 日 5 mg = 5、1 日 10 mg = 10、1 日 20 mg = 20。',
  );
});

test('what guards against immortal time is said with its reason', () => {
  const study = shipped('rosuvastatin-dose');
  const guarded = { ...study, immortalTime: { kind: 'landmark', day: 180 } } as const;
  expect(texts(guarded, 'ja', 'assignment').join()).toContain('不死時間');
  const cloned = { ...study, immortalTime: { kind: 'cloneCensorWeight', graceDays: 90 } } as const;
  expect(texts(cloned, 'en', 'assignment').join()).toContain('90 days of grace');
});
