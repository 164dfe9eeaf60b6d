import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { plainName, sql } from '../../engine/sql.ts';
import { daysSupplyBins, daysSupplyMask } from '../daysSupply.ts';
import type { Bin } from '../exploreModel.ts';
import { MAX_BINS } from '../exploreModel.ts';
import { inBoth } from '../localText.ts';
import { findOddities, oddities } from '../oddities.ts';
import {
  ageDimension,
  observedDimension,
  observedMonths,
  observedYears,
  sexDimension,
} from '../personBins.ts';
import type { Masks, Runs } from '../personTable.ts';
import { personWeights } from '../personWeights.ts';
import { rankBins } from '../rankBins.ts';
import { valueBins } from '../valueBins.ts';
import { conceptBins } from './conceptLabels.ts';
import { type EventTable, eventTables, missingColumns } from './eventTables.ts';
import { type EventMask, frequentConcepts, lookupMask, readEvents, readTableFacts } from './readEvents.ts';
import { NO_DAY, readPersons } from './readPersons.ts';
import { readPlaces } from './readPlaces.ts';
import {
  frequentIngredients,
  frequentMeasurements,
  latestDailyDoses,
  latestMeasurements,
  type Quantity,
} from './readValues.ts';

/** A dimension with every person's bins, and what is to be said of it. */
export interface ReadDimension {
  readonly id: string;
  readonly choice: 'range' | 'any';
  readonly bins: readonly Bin[];
  readonly masks: Masks;
  /** For values: what was measured and its unit. */
  readonly title?: Bin['label'];
  readonly unit?: string | null;
}

export interface ExploreRead {
  readonly persons: number;
  readonly weights: Uint8Array;
  readonly dimensions: readonly ReadDimension[];
  /** By month from January of the first year of `observed` on; null without that. */
  readonly observedMonths: Runs | null;
  /** By bin of `missing` as kept. */
  readonly missingShares: readonly (number | null)[];
}

const MOST_MEASUREMENTS = 6;
const MOST_DOSES = 4;
/** Drugs considered when the ingredients whose doses are shown are chosen. */
const MOST_DRUGS = 2000;

/**
 * Reads what Explore shows of every person: one pass over each table.
 * @param releaseKey names the release, hexadecimal; see {@link personWeights}
 */
export async function readExplore(
  connection: EngineConnection,
  minimumCell: number,
  releaseKey: string,
  job: Job,
): Promise<ExploreRead> {
  const steps = 1 + eventTables.length + 2;
  let step = 0;
  const begin = (detail: string) => {
    throwIfCancelled(job);
    job.report({ phase: 'exploring', fraction: step / steps, detail });
    step += 1;
  };

  begin('person');
  const facts = await readPersons(connection, job);
  const weights = personWeights(facts.ids, releaseKey);
  const years = observedYears(facts, minimumCell);
  const first = new Int32Array(facts.persons).fill(NO_DAY);
  const last = new Int32Array(facts.persons).fill(NO_DAY);
  const reversed = new Uint8Array(facts.persons);
  const recorded = new Int32Array(facts.persons);
  const missing = new Int32Array(facts.persons);
  const shares: (number | null)[] = [];
  const dimensions: ReadDimension[] = [];
  const ranked = (
    id: string,
    bins: readonly Bin[],
    masks: Masks,
    order: 'fullest' | 'fullestLastPinned' = 'fullest',
  ) => {
    const kept = rankBins(bins, masks, weights, minimumCell, order);
    if (kept.bins.length > 0) dimensions.push({ id, choice: 'any', bins: kept.bins, masks: kept.masks });
  };
  let drugs: readonly { readonly concept: number; readonly rows: number }[] = [];
  let measurements: readonly number[] = [];

  for (const table of eventTables) {
    begin(table.table);
    const frequent = await frequentConcepts(
      connection,
      table,
      table.dimension === 'drug' ? MOST_DRUGS : MAX_BINS,
      job,
    );
    const concepts = frequent.slice(0, MAX_BINS).map(({ concept }) => concept);
    if (table.dimension === 'drug') drugs = frequent;
    if (table.dimension === 'measurement') measurements = concepts;
    const tableFacts = await readTableFacts(connection, table, job);
    const places =
      table.dimension === 'visit'
        ? await readPlaces(connection, MAX_BINS, { label: inBoth('explore.otherInstitutions') }, job)
        : null;
    const masks = [conceptMask(table, concepts), ...extraMasks(table), ...(places?.masks ?? [])];
    const read = await readEvents(
      connection,
      table,
      tableFacts,
      masks,
      years ?? { first: 0, last: -1 },
      facts.persons,
      job,
    );
    for (let person = 0; person < facts.persons; person += 1) {
      recorded[person] = (recorded[person] ?? 0) | (read.masks.recorded?.[person] ?? 0);
      missing[person] = (missing[person] ?? 0) | (read.masks.missing?.[person] ?? 0);
      reversed[person] = (reversed[person] ?? 0) | (read.reversed[person] ?? 0);
      const begun = read.firstDay[person] ?? NO_DAY;
      if (begun === NO_DAY) continue;
      if (first[person] === NO_DAY || begun < (first[person] ?? 0)) first[person] = begun;
      last[person] = Math.max(last[person] ?? NO_DAY, read.lastDay[person] ?? NO_DAY);
    }
    const none = new Int32Array(facts.persons);
    ranked(
      table.dimension,
      await conceptBins(connection, concepts, job),
      read.masks[table.dimension] ?? none,
    );
    if (places) {
      ranked(
        'institution',
        places.institutions,
        read.masks.institution ?? none,
        places.hasOtherInstitutions ? 'fullestLastPinned' : 'fullest',
      );
      ranked('department', places.departments, read.masks.department ?? none);
    }
    if (table.dimension === 'drug') {
      const kept = rankBins(daysSupplyBins, read.masks.days ?? none, weights, minimumCell, 'given');
      if (kept.bins.length > 0)
        dimensions.push({ id: 'daysSupply', choice: 'range', bins: kept.bins, masks: kept.masks });
    }
    shares.push(...tableFacts.missing.map((rows) => (tableFacts.rows === 0 ? null : rows / tableFacts.rows)));
  }

  const values = async (
    kind: 'value' | 'dose',
    quantities: readonly Quantity[],
    read: typeof latestMeasurements,
  ) => {
    begin(kind === 'value' ? 'measurement' : 'drug_exposure');
    const names = await conceptBins(
      connection,
      quantities.map(({ concept }) => concept),
      job,
    );
    const units = await conceptBins(
      connection,
      quantities.map(({ unit }) => unit ?? 0),
      job,
    );
    const latest = await read(connection, quantities, facts.persons, job);
    for (const [i, quantity] of quantities.entries()) {
      const bins = valueBins(latest[i] ?? new Float64Array(), minimumCell);
      if (!bins) continue;
      dimensions.push({
        id: `${kind}:${quantity.concept}`,
        choice: 'range',
        bins: bins.labels.map((label) => ({ label })),
        masks: bins.masks,
        title: names[i]?.label ?? { ja: String(quantity.concept), en: String(quantity.concept) },
        unit: quantity.unit ? unitText(units[i]) : null,
      });
    }
  };
  const measured = await frequentMeasurements(connection, measurements, MOST_MEASUREMENTS, job);
  await values('value', measured, latestMeasurements);
  await values('dose', await frequentIngredients(connection, drugs, MOST_DOSES, job), latestDailyDoses);

  const sex = sexDimension(facts);
  const age = ageDimension(facts, last);
  const people: ReadDimension[] = [
    { ...sex.dimension, masks: sex.masks },
    { ...age.dimension, masks: age.masks },
  ];
  if (years) {
    const { dimension, masks } = observedDimension(facts, years);
    people.push({ ...dimension, masks }, { ...dimension, id: 'recorded', masks: recorded });
  }
  const lacking = rankBins(missingColumns.map(missingBin), missing, weights, minimumCell, 'given');
  const odd = rankBins(
    oddities.map((id) => ({ label: inBoth(`explore.oddity.${id}`) })),
    findOddities(facts, first, last, reversed),
    weights,
    minimumCell,
    'given',
  );
  return {
    persons: facts.persons,
    weights,
    observedMonths: years && observedMonths(facts, years),
    dimensions: [
      ...people,
      ...dimensions,
      { id: 'missing', choice: 'any', bins: lacking.bins, masks: lacking.masks },
      { id: 'oddity', choice: 'any', bins: odd.bins, masks: odd.masks },
    ],
    missingShares: lacking.kept.map((bin) => shares[bin] ?? null),
  };
}

function conceptMask({ dimension, concept }: EventTable, concepts: readonly number[]): EventMask {
  return lookupMask(dimension, sql`e.${plainName(concept)}`, { values: concepts, other: null });
}

function extraMasks({ dimension }: EventTable): readonly EventMask[] {
  return dimension === 'drug' ? [{ id: 'days', mask: daysSupplyMask() }] : [];
}

/** A unit as it is written: its UCUM code without brackets, or its name. */
function unitText(unit: Bin | undefined): string | null {
  const code = unit?.detail?.match(/^UCUM (.+)$/)?.[1];
  return code ? code.replaceAll(/[[\]]/g, '') : (unit?.label.en ?? null);
}

/** `病名: 終了日`, with the table and column behind it. */
function missingBin({ table, column }: (typeof missingColumns)[number]): Bin {
  const source = eventTables.find((candidate) => candidate.table === table);
  const what = column === source?.concept ? 'concept' : (missingNames[column] ?? 'end');
  const chart = inBoth(`explore.chart.${source?.dimension ?? 'visit'}`);
  const name = inBoth(`explore.missing.${what}`);
  return {
    label: { ja: `${chart.ja}: ${name.ja}`, en: `${chart.en}: ${name.en}` },
    detail: `${table}.${column}`,
  };
}

const missingNames: Readonly<
  Record<
    string,
    'provider' | 'visit' | 'quantity' | 'days' | 'device' | 'value' | 'unit' | 'site' | 'discharge'
  >
> = {
  provider_id: 'provider',
  visit_occurrence_id: 'visit',
  quantity: 'quantity',
  days_supply: 'days',
  unique_device_id: 'device',
  value_as_number: 'value',
  unit_concept_id: 'unit',
  care_site_id: 'site',
  discharged_to_concept_id: 'discharge',
};
