import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import { definitionText } from '../../../shared/cohort/sentences/definitionText.ts';
import { htmlDocument } from '../../../shared/cohort/sentences/documents/htmlDocument.ts';
import { markdownDocument } from '../../../shared/cohort/sentences/documents/markdownDocument.ts';
import { plainDocument } from '../../../shared/cohort/sentences/documents/plainDocument.ts';
import { shippedDefinitions } from '../../../shared/demo/cohorts/shippedCohorts.ts';

const facts = { title: '狭心症 <b>', hash: 'abc123', date: '2026-11-22', akashiVersion: '0.1.0' };

function shipped(id: string) {
  const found = shippedDefinitions.find((definition) => definition.id === id);
  const parsed = parseDefinition(id, JSON.stringify(found?.expression));
  if (!parsed.ok) throw new Error(id);
  return parsed.definition;
}

/** A definition whose every text is an attack. */
function hostile(text: string) {
  const parsed = parseDefinition(
    'hostile',
    JSON.stringify({
      ConceptSets: [
        { id: 0, name: text, expression: { items: [{ concept: { CONCEPT_ID: 1, CONCEPT_NAME: text } }] } },
      ],
      PrimaryCriteria: {
        CriteriaList: [{ DrugExposure: { CodesetId: 0, LotNumber: { Op: 'contains', Text: text } } }],
        ObservationWindow: {},
      },
      InclusionRules: [{ name: text, description: text, expression: { Type: 'ALL' } }],
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  return parsed.definition;
}

describe('the demo’s cohorts read like a protocol', () => {
  test('Japanese', () => {
    expect(plainDocument(definitionText(shipped('angina-nitrate'), 'ja'))).toContain(
      [
        '■ エントリー（組入れの起点）',
        '硝酸薬などの処方が初めて記録された日をエントリー日とする。',
        '該当する日が複数ある場合は、各人の最初の日のみをエントリーとする。',
        '',
        '■ 継続観察',
        'エントリー前 365 日以上の継続観察があること。',
        '以下の条件では、特に断らないかぎり、エントリー日を含む観察期間内の記録を対象とする。',
        '',
        '■ 組入れ規則',
        '1. 【狭心症の診断がある】エントリー日以前（当日を含む）に、狭心症の診断が 1 回以上あること。',
        '2. 【20 歳以上】エントリー時点で、年齢が 20 歳以上であること。',
        '3. 【β遮断薬の使用歴なし】エントリー日以前（当日を含む）に、β遮断薬の処方がないこと。',
        '4. 【カルシウム拮抗薬の使用歴なし】エントリー日以前（当日を含む）に、カルシウム拮抗薬の処方がないこと。',
        '',
        '■ コホートの終了',
        'エントリー日から観察期間の終了日までをコホート期間とする。',
      ].join('\n'),
    );
  });

  test('English', () => {
    expect(plainDocument(definitionText(shipped('users-celecoxib'), 'en'))).toContain(
      [
        'ENTRY',
        'The index date is the date of the first exposure to “Celecoxib”.',
        'Only each person’s earliest such date is an entry.',
        '',
        'CONTINUOUS OBSERVATION',
        'At least 180 days of continuous observation before the index date.',
        '',
        'COHORT EXIT',
        'The cohort period runs from the index date to the end of continuous use of “Celecoxib”, but not beyond the end of the observation period.',
        'Exposures at most 30 days apart count as continuous use.',
        'Continuous use ends with the last exposure.',
      ].join('\n'),
    );
  });

  test('doses, durations and sizes', () => {
    expect(plainDocument(definitionText(shipped('angina-bisoprolol-long'), 'ja'))).toContain(
      'ビソプロロールの初回処方（1 日量が 2.5 mg 以上、治療期間が 180 日以上〔前の処方の終了から 30 日以内に始まる処方は継続とみなす〕）が記録された日をエントリー日とする。',
    );
    expect(plainDocument(definitionText(shipped('stent-polymer-small-long'), 'en'))).toContain(
      'a diameter of less than 3 mm and a length of at least 18 mm',
    );
  });
});

describe('documents', () => {
  test('HTML loads nothing and carries nothing that people wrote as markup', () => {
    const attack = "\"><script>alert(1)</script><img src=x onerror='y'>&amp;";
    for (const locale of ['ja', 'en'] as const) {
      const page = htmlDocument(definitionText(hostile(attack), locale), { ...facts, description: attack });
      expect(page).not.toMatch(/<script|<img|onerror='/);
      expect(page).toContain("default-src 'none'");
      expect(page.match(/&lt;script&gt;alert/g)?.length).toBeGreaterThanOrEqual(5);
      expect(page).toContain('<h1>狭心症 &lt;b&gt;</h1>');
    }
  });

  test('Markdown keeps names from being markup', () => {
    const attack = '[x](http://y) *a* _b_ <b> `c` # d\n\n- e | f';
    const page = markdownDocument(definitionText(hostile(attack), 'en'), facts);
    expect(page).toContain('\\[x\\]\\(http://y\\) \\*a\\* \\_b\\_ \\<b\\> \\`c\\` \\# d \\- e \\| f');
    expect(page.split('\n').filter((line) => /^\s*- e/.test(line))).toEqual([]);
  });

  test('Markdown numbers the rules and marks the concept sets', () => {
    const page = markdownDocument(definitionText(shipped('angina-nitrate'), 'ja'), facts);
    expect(page).toContain('# 狭心症 \\<b\\>\n\n2026-11-22 作成 · 定義のハッシュ `abc123` · Akashi 0.1.0');
    expect(page).toContain('2. **20 歳以上** エントリー時点で、年齢が 20 歳以上であること。');
    expect(page).toContain('**β遮断薬**の処方がないこと。');
  });
});
