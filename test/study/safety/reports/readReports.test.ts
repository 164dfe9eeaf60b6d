import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AkashiError, toFailure } from '../../../../shared/errors/akashiError.ts';
import { decodeReports } from '../../../../shared/study/safety/reports/decodeReports.ts';
import { readReports } from '../../../../shared/study/safety/reports/readReports.ts';
import type { ReportBook } from '../../../../shared/study/safety/reports/reportBook.ts';
import { reportedAgainstObserved } from '../../../../shared/study/safety/reports/reportedAgainstObserved.ts';
import { csv, emptyRow, jaderHeaders } from './plainReports.ts';

const drugKeys = new Set(['ロキソプロフェン', 'loxoprofen', '1149019', 'm01ae']);
const file = (text: string, name = 'reports.csv') => ({ name, text });

/** Reports of the drug by event, and all that is said of it; does not know any order. */
function summary(book: ReportBook) {
  const events = [...book.events].sort();
  const place = new Map(events.map((event, at) => [event, at]));
  const { rows, ...counts } = reportedAgainstObserved({
    book,
    rows: events.map(emptyRow),
    rowsOf: book.events.map((event) => [place.get(event) ?? 0]),
    yearsOfUse: null,
  });
  return { rows, counts, drugNames: book.drugNames, fit: [book.counts, book.expected] };
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (thrown) {
    return toFailure(thrown).code;
  }
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown instanceof AkashiError ? { code: thrown.code, params: thrown.params } : thrown;
  }
}

describe('tables of drug, event and count', () => {
  test.each([
    ['医薬品,有害事象,件数', ','],
    ['一般名\t副作用名\t報告件数', '\t'],
    ['"Drug Name";"Adverse event";"No."', ';'],
    ['drug_code,event_code,count', ','],
    ['医薬品（一般名）,有害事象（PT）,件 数', ','],
  ])('headers are known by name: %s', (header, delimiter) => {
    const book = readReports(
      [
        file(
          `${header}\nロキソプロフェン${delimiter}胃潰瘍${delimiter}2\nその他${delimiter}胃潰瘍${delimiter}1\n`,
        ),
      ],
      drugKeys,
    );
    // A header that names no count is of one report a row.
    const counted = header.includes('No.') ? [1, 1] : [2, 1];
    expect([...book.weight]).toEqual(counted);
    expect([...book.ofDrug]).toEqual([1, 0]);
    expect(book.drugNames).toEqual([{ code: 'ロキソプロフェン', reports: counted[0] }]);
  });

  test('the drug is told by name, salt, product code, in whatever width and case', () => {
    const names = [
      ...[
        'ロキソプロフェン',
        'ﾛｷｿﾌﾟﾛﾌｪﾝ',
        'ロキソプロフェンナトリウム水和物',
        ' LOXOPROFEN ',
        'Loxoprofen sodium hydrate',
      ],
      ...['1149019F1560', '１１４９０１９', 'M01AE'],
    ];
    const others = ['ロキソニン', 'ナプロキセン', '1149020', 'M01AE02', 'ロキソプロフェン配合', ''];
    const of = (drug: string) => [
      ...readReports(
        [
          file(
            csv([
              ['drug', 'event'],
              [drug, 'x'],
              ['other', 'y'],
            ]),
          ),
        ],
        drugKeys,
      ).ofDrug,
    ];
    for (const name of names) expect([name, of(name)]).toEqual([name, [1, 0]]);
    for (const name of others) expect([name, of(name).includes(1)]).toEqual([name, false]);
  });

  test('rows that list a pair again are summed and told', () => {
    const book = readReports(
      [file('drug,event,count\nloxoprofen,K25.4,"1,200"\nLOXOPROFEN,k254,３\nother,K25.4,0\n,K25.4,4\n')],
      drugKeys,
    );
    expect([...book.weight]).toEqual([1200, 3]);
    expect([book.repeated, book.incomplete, book.concomitant]).toEqual([1, 1, 0]);
    expect(summary(book).rows.map(({ reports }) => reports)).toEqual([1203]);
  });
});

const rowOf = fc.record({
  drug: fc.constantFrom('loxoprofen', 'ロキソプロフェン', 'b,c', 'say "c"', 'two\nlines', '薬'),
  event: fc.constantFrom('K25.4', 'R42', '胃潰瘍', 'a;b', 'x\ty'),
  count: fc.integer({ min: 1, max: 9 }),
});
const table = fc.array(rowOf, { minLength: 1, maxLength: 40 });
const toRows = (rows: readonly { drug: string; event: string; count: number }[]) => [
  ['drug', 'event', 'count'],
  ...rows.map(({ drug, event, count }) => [drug, event, String(count)]),
];

test('order of rows, splits of counts, quotes, delimiters, line ends and byte order marks change nothing', () => {
  fc.assert(
    fc.property(
      table,
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
      fc.constantFrom(',', '\t', ';', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      fc.boolean(),
      (rows, order, delimiter, end, quote, hasMark) => {
        const plain = summary(readReports([file(csv(toRows(rows)))], drugKeys));
        const shuffled = rows
          .flatMap((row, i) => {
            const part = (order[i] ?? 0) % (row.count + 1);
            const parts = [part, row.count - part].filter((count) => count > 0);
            return parts.map((count) => ({ ...row, count, key: order[i] ?? 0 }));
          })
          .sort((a, b) => a.key - b.key);
        const text = csv(toRows(shuffled), { delimiter, end, quote });
        const other = summary(readReports([file(hasMark ? `\uFEFF${text}` : text)], drugKeys));
        expect(other).toEqual(plain);
        // Names of drugs hold what rows say: the same by report as by count.
        const single = rows.flatMap((row) => Array.from({ length: row.count }, () => [row.drug, row.event]));
        expect(summary(readReports([file(csv([['drug', 'event'], ...single]))], drugKeys))).toEqual(plain);
      },
    ),
    { numRuns: 150 },
  );
});

describe('what is wrong with a file is said', () => {
  const read = (text: string) => thrownBy(() => readReports([file(text)], drugKeys));

  test.each(['-1', '1.5', 'many', '', '1e3', '1,2', 'NaN'])('a count of %s', (count) => {
    expect(read(`drug,event,count\nx,"two\nlines",1\nx,y,"${count}"\n`)).toEqual({
      code: 'reports.count',
      params: { file: 'reports.csv', line: 4 },
    });
  });

  test('columns that are not known', () => {
    expect(read('薬,時期\nx,y\n')).toEqual({
      code: 'reports.columns',
      params: expect.objectContaining({ found: '薬, 時期' }),
    });
    expect(read('drug,count\nx,1\n')).toMatchObject({ code: 'reports.columns' });
  });

  test.each(['', '\uFEFF', '\n\n \n'])('an empty file', (text) => {
    expect(read(text)).toEqual({ code: 'reports.empty', params: { file: 'reports.csv' } });
  });

  test('a header alone, and counts of nothing', () => {
    expect(read('drug,event,count\n')).toMatchObject({ code: 'reports.empty' });
    expect(read('drug,event,count\nx,y,0\n')).toMatchObject({ code: 'reports.empty' });
  });

  test('a quotation mark that is not closed', () => {
    expect(read('drug,event\na,b\n"x,y\nz,w\n')).toMatchObject({ code: 'reports.quote' });
  });

  test('bytes that are no text', () => {
    const bytes = (...values: number[]) => Uint8Array.from(values);
    expect(codeOf(() => decodeReports('x', bytes(0x50, 0x4b, 3, 4, 0, 0)))).toBe('reports.encoding');
    expect(codeOf(() => decodeReports('x', bytes(0xff, 0xff, 0x80)))).toBe('reports.encoding');
  });

  test('texts in UTF-8, UTF-16 and Shift_JIS are read', () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, 0xac, 0x85, 0x2c, 0]);
    expect(decodeReports('x', utf16)).toBe('薬,');
    expect(decodeReports('x', new TextEncoder().encode('薬,'))).toBe('薬,');
    expect(decodeReports('x', Uint8Array.from([0x96, 0xf2, 0x2c]))).toBe('薬,');
  });
});

/** Reports as a JADER publication has them. */
const report: fc.Arbitrary<Report> = fc.record({
  drugs: fc.array(
    fc.record({
      name: fc.constantFrom('ロキソプロフェンナトリウム水和物', 'アスピリン', 'プレドニゾロン'),
      role: fc.constantFrom('被疑薬', '併用薬', '相互作用'),
    }),
    { maxLength: 4 },
  ),
  events: fc.array(fc.constantFrom('胃潰瘍', '浮動性めまい', '発疹'), { maxLength: 3 }),
  inDemo: fc.boolean(),
});

interface Report {
  readonly drugs: readonly { readonly name: string; readonly role: string }[];
  readonly events: readonly string[];
  readonly inDemo: boolean;
}

function jaderFiles(reports: readonly Report[], end = '\r\n') {
  const id = (i: number) => `AA-${String(i).padStart(8, '0')}`;
  const pad = (cells: readonly string[], header: readonly string[]) => header.map((_, i) => cells[i] ?? '');
  const { demo, drug, reac, hist } = jaderHeaders;
  const text = (header: readonly string[], rows: readonly (readonly string[])[]) =>
    csv([header, ...rows.map((row) => pad(row, header))], { end });
  return [
    file(
      text(
        demo,
        reports.flatMap(({ inDemo }, i) => (inDemo ? [[id(i), '1', '女性', '60歳代']] : [])),
      ),
      'demo202510.csv',
    ),
    file(
      text(
        drug,
        reports.flatMap(({ drugs }, i) => drugs.map(({ name, role }, k) => [id(i), '1', `${k}`, role, name])),
      ),
      'drug202510.csv',
    ),
    file(
      text(
        reac,
        reports.flatMap(({ events }, i) => events.map((event, k) => [id(i), '1', `${k}`, event, '回復'])),
      ),
      'reac202510.csv',
    ),
    file(
      text(
        hist,
        reports.map((_, i) => [id(i), '1', '1', '高血圧']),
      ),
      'hist202510.csv',
    ),
  ];
}

describe('JADER', () => {
  test('a report counts once for each pair of its suspected drugs and its events', () => {
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 30 }), (reports) => {
        const counted = reports
          .filter(({ inDemo }) => inDemo)
          .map(({ drugs, events }) => ({
            drugs: new Set(drugs.flatMap(({ name, role }) => (role === '併用薬' ? [] : [name]))),
            events: new Set(events),
          }))
          .filter(({ drugs, events }) => drugs.size > 0 && events.size > 0);
        if (counted.length === 0) return;
        const book = readReports(jaderFiles(reports).reverse(), drugKeys);
        const { rows, counts } = summary(book);
        const ours = counted.filter(({ drugs }) => drugs.has('ロキソプロフェンナトリウム水和物'));
        expect(counts).toEqual({ reports: counted.length, ofDrug: ours.length, matched: ours.length });
        const byEvent = new Map(rows.map(({ code, reports: n }) => [code, n]));
        for (const event of ['胃潰瘍', '浮動性めまい', '発疹']) {
          expect(byEvent.get(event) ?? 0).toBe(ours.filter(({ events }) => events.has(event)).length);
        }
        expect(book.concomitant).toBe(
          reports.flatMap(({ drugs }) => drugs).filter(({ role }) => role === '併用薬').length,
        );
      }),
    );
  });

  const one: Report = {
    drugs: [{ name: 'ロキソプロフェンナトリウム水和物', role: '被疑薬' }],
    events: ['胃潰瘍'],
    inDemo: true,
  };

  test.each([
    ['DEMO', 0],
    ['DRUG', 1],
    ['REAC', 2],
  ] as const)('without %s', (missing, at) => {
    const files = jaderFiles([one]).filter((_, i) => i !== at);
    expect(thrownBy(() => readReports(files, drugKeys))).toEqual({
      code: 'reports.jaderPart',
      params: { missing },
    });
  });

  test('HIST is not needed; files without a report in common are told', () => {
    expect(readReports(jaderFiles([one]).slice(0, 3), drugKeys).ofDrug).toEqual(Uint8Array.of(1));
    expect(codeOf(() => readReports(jaderFiles([{ ...one, inDemo: false }]), drugKeys))).toBe(
      'reports.notJoined',
    );
  });
});

test('damage ends in a typed error or in reports, never otherwise', () => {
  const texts = [
    csv(
      toRows([
        { drug: 'loxoprofen', event: 'K25.4', count: 3 },
        { drug: 'two\nlines', event: 'R42', count: 2 },
      ]),
    ),
    ...jaderFiles([{ drugs: [{ name: 'アスピリン', role: '被疑薬' }], events: ['発疹'], inDemo: true }]).map(
      ({ text }) => text,
    ),
  ];
  const reached = { read: 0, failed: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 4 }),
      fc.array(
        fc.record({
          at: fc.nat(2000),
          cut: fc.nat(20),
          put: fc.oneof(
            fc.constantFrom('"', '\n', '\r', ',', '\t', '\0', '-1', '\uFEFF', '"a"b'),
            fc.string({ unit: 'binary', maxLength: 5 }),
          ),
        }),
        { maxLength: 5 },
      ),
      (chosen, edits) => {
        const files = chosen.map((text, i) => {
          let damaged = text;
          for (const { at, cut, put } of edits) {
            const from = at % (damaged.length + 1);
            damaged = damaged.slice(0, from) + put + damaged.slice(from + cut);
          }
          return file(damaged, `${i}.csv`);
        });
        const code = codeOf(() => {
          const book = readReports(files, drugKeys);
          expect(book.weight.every((reports) => Number.isSafeInteger(reports) && reports > 0)).toBe(true);
          for (const row of summary(book).rows) {
            for (const value of [row.prr, row.ror, row.ic, row.ebgm]) {
              expect(JSON.parse(JSON.stringify(value))).toEqual(value);
            }
          }
        });
        if (code === 'none') reached.read++;
        else {
          reached.failed++;
          expect(code).toMatch(/^reports\./);
        }
      },
    ),
    { numRuns: 600 },
  );
  expect(Math.min(reached.read, reached.failed)).toBeGreaterThan(10);
});
