import { parse } from 'csv-parse/sync';

/** A CSV file in columns: numbers (NaN = missing) or text ('' = missing). */
export class Table {
  readonly names: readonly string[];
  readonly rows: number;
  readonly #columns: ReadonlyMap<string, readonly string[]>;

  constructor(names: readonly string[], columns: ReadonlyMap<string, readonly string[]>, rows: number) {
    this.names = names;
    this.rows = rows;
    this.#columns = columns;
  }

  static fromCsv(text: string): Table {
    const [names = [], ...records] = parse(text, { skip_empty_lines: true }) as string[][];
    const columns = new Map(
      names.map((name, j) => [name, records.map((r) => (r[j] === 'NA' ? '' : (r[j] ?? '')))] as const),
    );
    return new Table(names, columns, records.length);
  }

  has(name: string): boolean {
    return this.#columns.has(name);
  }

  text(name: string): readonly string[] {
    const column = this.#columns.get(name);
    if (!column) throw new Error(`no column ${name} among ${this.names.join(', ')}`);
    return column;
  }

  isNumeric(name: string): boolean {
    return this.text(name).every((v) => v === '' || Number.isFinite(Number(v)));
  }

  numbers(name: string): Float64Array {
    return Float64Array.from(this.text(name), (v) => (v === '' ? Number.NaN : Number(v)));
  }

  /** The rows in which none of the named columns is missing. */
  complete(names: readonly (string | undefined)[]): Table {
    const used = names.filter((n) => n !== undefined).map((n) => this.text(n));
    const keep: number[] = [];
    for (let i = 0; i < this.rows; i++) if (used.every((c) => c[i] !== '')) keep.push(i);
    if (keep.length === this.rows) return this;
    return this.select(keep);
  }

  select(rowIndices: readonly number[]): Table {
    const columns = new Map(
      this.names.map((n) => [n, rowIndices.map((i) => this.text(n)[i] ?? '')] as const),
    );
    return new Table(this.names, columns, rowIndices.length);
  }

  /** Levels as R's factor() orders them (numbers by value, text alphabetically) and each row's level index. */
  factor(name: string): Factor {
    const values = this.text(name);
    const levels = [...new Set(values)].filter((v) => v !== '');
    if (this.isNumeric(name)) levels.sort((a, b) => Number(a) - Number(b));
    else levels.sort(compareAsR);
    const index = new Map(levels.map((l, i) => [l, i]));
    return { levels, codes: Int32Array.from(values, (v) => index.get(v) ?? -1) };
  }
}

/** A categorical column: its levels and, per row, the index into them (-1 = missing). */
export interface Factor {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** The order of text levels in R under an English locale. */
function compareAsR(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}

/** Several factors crossed into one, in R's strata() order (the last varies fastest), labelled `a=1, b=2`. */
export function crossFactors(table: Table, names: readonly string[]): Factor {
  let levels: string[] = [''];
  let codes = new Int32Array(table.rows);
  for (const name of names) {
    const factor = table.factor(name);
    levels = levels.flatMap((l) => factor.levels.map((x) => `${l === '' ? '' : `${l}, `}${name}=${x}`));
    codes = codes.map((c, i) => c * factor.levels.length + (factor.codes[i] ?? 0));
  }
  const used = [...new Set(codes)].sort((a, b) => a - b);
  const renumber = new Map(used.map((c, i) => [c, i]));
  return {
    levels: used.map((c) => levels[c] ?? ''),
    codes: codes.map((c) => renumber.get(c) ?? -1),
  };
}
