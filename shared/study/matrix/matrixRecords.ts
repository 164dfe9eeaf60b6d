import { exposureEnd, exposureStart, strengthOfUnit, suppliedDays } from '../../cohort/compile/drugDose.ts';
import { milligramConcept } from '../../cohort/expression/akashiExtension.ts';
import { wholeNumbers } from '../../cohort/personNumbers.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, epochDays, join, literal, name, sql } from '../../engine/sql.ts';
import {
  deviceAttributeConcept,
  deviceExposureIdField,
  millimetreConcept,
} from '../../vocabulary/deviceAttributes.ts';
import {
  groupsOf,
  noPeriods,
  type PersonPeriods,
  periodsByGroup,
  studyPersonTable,
} from '../population/personPeriods.ts';
import {
  noRecords,
  type RecordDays,
  type RecordSource,
  readRecordDays,
  resolveSources,
  sourceConceptTable,
  valuesOf,
} from '../population/recordDays.ts';
import type { MatrixAxis, MatrixSpecification } from '../specification/comparisonSpecification.ts';

export type TreatmentAxis = Extract<MatrixAxis, { kind: 'treatment' }>;

/** Exposures to the drugs of one source, in order of person, start, end; days are epoch days. */
export interface DrugRecords {
  readonly persons: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Days that the amount is for. */
  readonly supplied: Int32Array;
  /** Amount in each of {@link doseUnits}; NaN: not known. */
  readonly amounts: readonly Float64Array[];
}

/** Attributes of devices of one source, in order of person, day; one row for each attribute of a device. */
export interface DeviceRecords {
  readonly persons: Int32Array;
  readonly days: Int32Array;
  /** Concept of the attribute. */
  readonly attributes: Int32Array;
  /** Millimetres or NaN; value concept or NaN. */
  readonly sizes: Float64Array;
  readonly values: Float64Array;
}

/** What a matrix's axes are told from, of the study persons. */
export interface MatrixRecords {
  /** Of each treatment axis by its id: days by category. */
  readonly treatments: ReadonlyMap<string, readonly RecordDays[]>;
  /** In the order of {@link aboutSources}. */
  readonly drugs: readonly DrugRecords[];
  readonly devices: readonly DeviceRecords[];
  /** Hospital stays. */
  readonly stays: PersonPeriods;
  /** Tables that the release lacks. */
  readonly missing: readonly string[];
}

export function treatmentAxes({ axes }: MatrixSpecification): TreatmentAxis[] {
  return axes.filter((axis) => axis.kind === 'treatment');
}

/** What the axes of dose, duration or device are about: the matrix's own, or the categories of a treatment axis. */
export function aboutSources(
  matrix: MatrixSpecification,
  domain: 'drug' | 'device',
): { readonly axis: TreatmentAxis | null; readonly sources: readonly (RecordSource | null)[] } {
  if (matrix.about?.domain === domain) return { axis: null, sources: [matrix.about] };
  const axis = treatmentAxes(matrix).find(({ categories }) =>
    categories.some((category) => category.domain === domain),
  );
  return {
    axis: axis ?? null,
    sources: (axis?.categories ?? []).map((category) => (category.domain === domain ? category : null)),
  };
}

/** Amounts that doses are told in: milligrams, then the defined daily doses of each axis that asks for them. */
export function doseUnits({ axes }: MatrixSpecification): readonly (ReadonlyMap<number, number> | null)[] {
  return [
    null,
    ...axes.flatMap((axis) => (axis.kind === 'dailyDose' && axis.unit === 'DDD' ? [dailyDoses(axis)] : [])),
  ];
}

function dailyDoses(axis: Extract<MatrixAxis, { kind: 'dailyDose' }>): ReadonlyMap<number, number> {
  return new Map(Object.entries(axis.dailyDoses).map(([ingredient, dose]) => [Number(ingredient), dose]));
}

/** @throws AkashiError `cancelled`, `engine.*` */
export async function readMatrixRecords(
  connection: EngineConnection,
  matrix: MatrixSpecification,
  available: ReadonlySet<string>,
  job: Job,
): Promise<MatrixRecords> {
  const reader = new RecordReader(connection, matrix, available, job);
  const drugs = await reader.drugs();
  return {
    treatments: await reader.treatments(drugs),
    drugs,
    devices: await reader.devices(),
    stays: await reader.stays(),
    missing: reader.missing,
  };
}

/** Each person's days on which an exposure starts, once. */
function startDays({ persons, starts }: DrugRecords): RecordDays {
  const first = persons
    .map((_, at) => at)
    .filter((at) => at === 0 || persons[at] !== persons[at - 1] || starts[at] !== starts[at - 1]);
  const pick = (column: Int32Array): Int32Array => first.map((at) => column[at] ?? 0);
  return { persons: pick(persons), days: pick(starts), values: null };
}

/** Inpatient and emergency-room-then-inpatient visits. */
const hospitalVisits = [9201, 262];

class RecordReader {
  readonly missing: string[] = [];
  readonly #connection: EngineConnection;
  readonly #matrix: MatrixSpecification;
  readonly #available: ReadonlySet<string>;
  readonly #job: Job;

  constructor(
    connection: EngineConnection,
    matrix: MatrixSpecification,
    available: ReadonlySet<string>,
    job: Job,
  ) {
    this.#connection = connection;
    this.#matrix = matrix;
    this.#available = available;
    this.#job = job;
  }

  /** @param drugs exposures that were read already: their days need not be read again */
  async treatments(drugs: readonly DrugRecords[]): Promise<Map<string, readonly RecordDays[]>> {
    const axes = treatmentAxes(this.#matrix);
    const about = aboutSources(this.#matrix, 'drug');
    const known = new Map(
      drugs.flatMap((exposures, place) => {
        const category = about.axis?.categories[place];
        return category && about.sources[place] ? [[category, exposures] as const] : [];
      }),
    );
    const unread = axes.flatMap(({ categories }) => categories.filter((category) => !known.has(category)));
    const { records, missing } = await readRecordDays(
      this.#connection,
      unread,
      this.#available,
      'days',
      this.#job,
    );
    this.missing.push(...missing);
    const daysOfCategory = (category: (typeof unread)[number]): RecordDays => {
      const exposures = known.get(category);
      return exposures ? startDays(exposures) : (records[unread.indexOf(category)] ?? noRecords);
    };
    return new Map(axes.map(({ id, categories }) => [id, categories.map(daysOfCategory)]));
  }

  async drugs(): Promise<DrugRecords[]> {
    const { axes } = this.#matrix;
    if (!axes.some(({ kind }) => kind === 'dailyDose' || kind === 'duration' || kind === 'cumulativeDose'))
      return [];
    const places = await this.#sources('drug', 'drug_exposure', 'drug_exposure_start_date');
    const isDosed = axes.some(({ kind }) => kind === 'dailyDose' || kind === 'cumulativeDose');
    const units = doseUnits(this.#matrix);
    const empty: DrugRecords = {
      ...noPeriods,
      supplied: noPeriods.persons,
      amounts: units.map(() => new Float64Array(0)),
    };
    const drugs = aboutSources(this.#matrix, 'drug').sources.map(() => empty);
    if (places === null) return drugs;
    const hasStrength = this.#has('drug_strength', 'amount_value') || !isDosed;
    const strengths = units.map((doses, unit) => {
      const alias = name(`s${unit}`);
      const strength = strengthOfUnit(cdmTable('drug_strength'), milligramConcept, doses);
      return {
        amount:
          isDosed && hasStrength
            ? sql`CAST(e.quantity AS DOUBLE) * CAST(${alias}.strength AS DOUBLE)`
            : sql`CAST(NULL AS DOUBLE)`,
        join:
          isDosed && hasStrength
            ? sql`\nLEFT JOIN (${strength}) AS ${alias} ON ${alias}.drug_concept_id = e.drug_concept_id`
            : sql``,
      };
    });
    const amounts = strengths.map(({ amount }, unit) => sql`${amount} AS ${name(`amount${unit}`)}`);
    const rows = await this.#connection.query(
      sql`SELECT m.set_key, p.person_no, ${epochDays(exposureStart)} AS start_day, ${epochDays(exposureEnd)} AS end_day,
  CAST(${suppliedDays} AS INTEGER) AS supplied, ${join(amounts)}
FROM cdm.drug_exposure AS e
JOIN ${sourceConceptTable} AS m ON m.concept_id = e.drug_concept_id
JOIN ${studyPersonTable} AS p ON p.person_id = e.person_id${join(
        strengths.map((one) => one.join),
        '',
      )}
WHERE m.set_key IN (${join(places.map(literal))}) AND ${exposureStart} IS NOT NULL
ORDER BY 1, 2, 3, 4, 5, ${join(units.map((_, unit) => literal(6 + unit)))}`,
      this.#job,
    );
    const [persons, starts, ends, supplied] = [1, 2, 3, 4].map((column) => wholeNumbers(rows, column));
    const ofUnits = units.map((_, unit) => valuesOf(rows.columns[5 + unit]));
    if (!persons || !starts || !ends || !supplied) return drugs;
    for (const { group, from, to } of groupsOf(wholeNumbers(rows, 0))) {
      drugs[group] = {
        persons: persons.subarray(from, to),
        starts: starts.subarray(from, to),
        ends: ends.subarray(from, to),
        supplied: supplied.subarray(from, to),
        amounts: ofUnits.map((amount) => amount.subarray(from, to)),
      };
    }
    return drugs;
  }

  async devices(): Promise<DeviceRecords[]> {
    const wanted = this.#matrix.axes.flatMap((axis) =>
      axis.kind === 'deviceQuality' || axis.kind === 'deviceSize'
        ? [deviceAttributeConcept[axis.attribute]]
        : [],
    );
    if (wanted.length === 0) return [];
    const places = await this.#sources('device', 'device_exposure', 'device_exposure_start_date');
    const nothing = new Float64Array(0);
    const empty: DeviceRecords = {
      persons: noPeriods.persons,
      days: noPeriods.persons,
      attributes: noPeriods.persons,
      sizes: nothing,
      values: nothing,
    };
    const devices = aboutSources(this.#matrix, 'device').sources.map(() => empty);
    if (places === null || !this.#has('observation', 'obs_event_field_concept_id')) return devices;
    const rows = await this.#connection.query(
      sql`SELECT m.set_key, p.person_no, ${epochDays(sql`e.device_exposure_start_date`)} AS day,
  CAST(o.observation_concept_id AS INTEGER) AS attribute,
  CASE WHEN COALESCE(o.unit_concept_id, ${millimetreConcept}) = ${millimetreConcept} THEN CAST(o.value_as_number AS DOUBLE) END AS size,
  CAST(o.value_as_concept_id AS DOUBLE) AS value
FROM cdm.device_exposure AS e
JOIN ${sourceConceptTable} AS m ON m.concept_id = e.device_concept_id
JOIN ${studyPersonTable} AS p ON p.person_id = e.person_id
JOIN cdm.observation AS o ON o.observation_event_id = e.device_exposure_id AND o.obs_event_field_concept_id = ${deviceExposureIdField}
WHERE m.set_key IN (${join(places.map(literal))}) AND o.observation_concept_id IN (${join(wanted.map(literal))})
  AND e.device_exposure_start_date IS NOT NULL
ORDER BY 1, 2, 3, 4, 5, 6`,
      this.#job,
    );
    const [persons, days, attributes] = [1, 2, 3].map((column) => wholeNumbers(rows, column));
    const [sizes, values] = [valuesOf(rows.columns[4]), valuesOf(rows.columns[5])];
    if (!persons || !days || !attributes) return devices;
    for (const { group, from, to } of groupsOf(wholeNumbers(rows, 0))) {
      devices[group] = {
        persons: persons.subarray(from, to),
        days: days.subarray(from, to),
        attributes: attributes.subarray(from, to),
        sizes: sizes.subarray(from, to),
        values: values.subarray(from, to),
      };
    }
    return devices;
  }

  async stays(): Promise<PersonPeriods> {
    if (!this.#matrix.axes.some(({ kind }) => kind === 'lengthOfStay')) return noPeriods;
    if (!this.#has('visit_occurrence', 'visit_start_date')) return noPeriods;
    const visits = hospitalVisits.map((conceptId) => ({
      conceptId,
      isExcluded: false,
      includeDescendants: true,
      includeMapped: false,
    }));
    await resolveSources(this.#connection, [{ domain: 'visit', concepts: visits }], this.#job);
    const start = epochDays(sql`e.visit_start_date`);
    const rows = await this.#connection.query(
      sql`SELECT m.set_key, p.person_no, ${start} AS start_day, ${epochDays(sql`e.visit_end_date`)} AS end_day
FROM cdm.visit_occurrence AS e
JOIN ${sourceConceptTable} AS m ON m.concept_id = e.visit_concept_id
JOIN ${studyPersonTable} AS p ON p.person_id = e.person_id
WHERE e.visit_start_date IS NOT NULL AND e.visit_end_date IS NOT NULL
ORDER BY 1, 2, 3, 4`,
      this.#job,
    );
    return periodsByGroup(rows).get(0) ?? noPeriods;
  }

  /** Resolves what the axes are about in a domain. @returns places of its sources, null where there is nothing to read */
  async #sources(domain: 'drug' | 'device', table: string, date: string): Promise<number[] | null> {
    const { sources } = aboutSources(this.#matrix, domain);
    const places = sources.flatMap((source, place) => (source === null ? [] : [place]));
    if (places.length === 0 || !this.#has(table, date)) return null;
    await resolveSources(
      this.#connection,
      sources.map((source) => source ?? { domain, concepts: [] }),
      this.#job,
    );
    return places;
  }

  #has(table: string, column: string): boolean {
    if (this.#available.has(`${table}.${column}`)) return true;
    this.missing.push(table);
    return false;
  }
}
