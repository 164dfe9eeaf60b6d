import type { Manifest } from '../manifest/manifest.ts';
import type { ReleaseNote, SignatureState } from '../releaseCard.ts';
import type { LoadedTable } from './loadTable.ts';

/** Days before the end of the terms from which the user is told. */
const SOON_DAYS = 60;
const MOST_IGNORED_FILES = 20;

/** Tables whose absence limits what can be asked. */
const MISSED_TABLES = [
  'visit_occurrence',
  'condition_occurrence',
  'drug_exposure',
  'procedure_occurrence',
  'measurement',
  'observation',
  'death',
  'concept',
  'drug_strength',
];

/** Columns that the CDM does not require but that criteria, doses and units live on. */
const MISSED_COLUMNS = new Set([
  'month_of_birth',
  'visit_occurrence_id',
  'condition_end_date',
  'quantity',
  'days_supply',
  'value_as_number',
  'unit_concept_id',
  'amount_value',
]);

/** Most important first. */
const RANK: readonly ReleaseNote['code'][] = [
  'unmanaged',
  'expiresSoon',
  'unknownKey',
  'unsigned',
  'populationDiffers',
  'noHierarchy',
  'hierarchyFromPrefixes',
  'conceptsFromSourceCodes',
  'danglingReference',
  'nullRequired',
  'implausibleDate',
  'endBeforeStart',
  'tableAbsent',
  'erasDerived',
  'columnAbsent',
  'fileIgnored',
];

export function sortNotes(notes: readonly ReleaseNote[]): readonly ReleaseNote[] {
  return [...notes].sort((a, b) => RANK.indexOf(a.code) - RANK.indexOf(b.code));
}

/** What the manifest and the signature give reason to say. */
export function manifestNotes(
  manifest: Manifest | null,
  signature: SignatureState,
  persons: number,
  today: string,
): readonly ReleaseNote[] {
  if (!manifest) return [{ code: 'unmanaged' }];
  const notes: ReleaseNote[] = [];
  const { expires } = manifest.akashi.terms;
  if (expires !== undefined && Date.parse(expires) - Date.parse(today) <= SOON_DAYS * 86_400_000) {
    notes.push({ code: 'expiresSoon', expires });
  }
  if (signature.state === 'unsigned') notes.push({ code: 'unsigned' });
  if (signature.state === 'unknownKey') notes.push({ code: 'unknownKey', keyId: signature.keyId });
  const stated = manifest.akashi.population?.persons;
  if (stated !== undefined && stated !== persons)
    notes.push({ code: 'populationDiffers', stated, found: persons });
  return notes;
}

/** What the release does not hold, and what it holds that was not read. */
export function absenceNotes(
  tables: ReadonlyMap<string, LoadedTable>,
  ignored: readonly string[],
): readonly ReleaseNote[] {
  const notes: ReleaseNote[] = [];
  for (const { table, file, absentColumns } of tables.values()) {
    if (file === null) {
      if (MISSED_TABLES.includes(table.name)) notes.push({ code: 'tableAbsent', table: table.name });
    } else {
      for (const { name: column, required } of table.columns) {
        if (!absentColumns.includes(column) || table.group === 'metadata' || table.group === 'results')
          continue;
        if (required || MISSED_COLUMNS.has(column))
          notes.push({ code: 'columnAbsent', table: table.name, column });
      }
    }
  }
  return [
    ...notes,
    ...ignored.slice(0, MOST_IGNORED_FILES).map((file): ReleaseNote => ({ code: 'fileIgnored', file })),
  ];
}
