import type { Failure } from '../../errors/akashiError.ts';
import { type DateRange, type NumericRange, type Period, rangeOperators } from './ranges.ts';

/** A value inside the definition with its JSON path. */
export interface Node {
  readonly value: unknown;
  readonly path: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Beyond this many days a date leaves any calendar; it also keeps day arithmetic within INTEGER. */
const mostDays = 1_000_000;

/**
 * Reads typed values out of parsed JSON. A wrong value is recorded as a failure with its path and replaced by a
 * harmless one, so that reading goes on and finds the rest. Null counts as absent, and numbers may come as text
 * (both as in Circe's own reader).
 */
export class DefinitionReader {
  readonly definition: string;
  readonly failures: Failure[] = [];
  readonly conceptSetIds = new Set<number>();

  constructor(definition: string) {
    this.definition = definition;
  }

  invalid(path: string, expected: string): void {
    this.failures.push({
      code: 'definition.invalidValue',
      params: { definition: this.definition, path, expected },
    });
  }

  notCirce(path: string): void {
    this.failures.push({ code: 'definition.notCirce', params: { definition: this.definition, path } });
  }

  child(node: Node, key: string): Node {
    const value = isObject(node.value) ? node.value[key] : undefined;
    return { value: value ?? undefined, path: `${node.path}.${key}` };
  }

  /** An object, or null when absent. */
  object(node: Node): JsonObject | null {
    if (node.value === undefined) return null;
    if (isObject(node.value)) return node.value;
    this.invalid(node.path, '{…}');
    return null;
  }

  /** The members of an array; none when absent. */
  array(node: Node): Node[] {
    if (node.value === undefined) return [];
    if (!Array.isArray(node.value)) {
      this.invalid(node.path, '[…]');
      return [];
    }
    return node.value.map((value: unknown, i) => ({ value: value ?? undefined, path: `${node.path}[${i}]` }));
  }

  text(node: Node): string {
    if (node.value === undefined) return '';
    if (typeof node.value === 'string') return node.value;
    this.invalid(node.path, '"…"');
    return '';
  }

  boolean(node: Node): boolean {
    if (node.value === undefined) return false;
    if (typeof node.value === 'boolean') return node.value;
    this.invalid(node.path, 'true | false');
    return false;
  }

  /** A finite number, or null when absent. */
  number(node: Node): number | null {
    const { value } = node;
    if (value === undefined) return null;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    this.invalid(node.path, 'number');
    return null;
  }

  /** A whole number between the bounds; `fallback` when absent. */
  whole(node: Node, fallback: number, least = -mostDays, most = mostDays): number {
    const number = this.number(node);
    if (number === null) return fallback;
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    this.invalid(node.path, `${least} … ${most}`);
    return fallback;
  }

  /** One of the words, whatever its case; null when absent. */
  word<W extends string>(node: Node, words: readonly W[]): W | null {
    if (node.value === undefined) return null;
    const found = words.find((word) => word.toLowerCase() === String(node.value).toLowerCase());
    if (found === undefined) this.invalid(node.path, words.join(' | '));
    return found ?? null;
  }

  /** A reference to a concept set that the definition holds; null when absent. */
  conceptSetId(node: Node): number | null {
    if (node.value === undefined) return null;
    const id = this.whole(node, Number.NaN, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (Number.isNaN(id)) return null;
    if (this.conceptSetIds.has(id)) return id;
    const params = { definition: this.definition, path: node.path, conceptSetId: id };
    this.failures.push({ code: 'definition.missingConceptSet', params });
    return null;
  }

  /** `CONCEPT_ID` of every concept of a list; null when there are none. */
  conceptIds(node: Node): number[] | null {
    const concepts = this.array(node);
    if (concepts.length === 0) return null;
    return concepts.map((concept) => this.conceptId(this.child(concept, 'CONCEPT_ID')));
  }

  conceptId(node: Node): number {
    const id = this.whole(node, Number.NaN, 0, Number.MAX_SAFE_INTEGER);
    if (Number.isNaN(id) && node.value === undefined) this.invalid(node.path, 'concept id');
    return Number.isNaN(id) ? 0 : id;
  }

  /** An ISO date; null when absent. One-digit months and days are filled up. */
  date(node: Node): string | null {
    if (node.value === undefined) return null;
    const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(String(node.value));
    const iso = parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : '';
    const time = Date.parse(`${iso}T00:00:00Z`);
    if (!Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === iso) return iso;
    this.invalid(node.path, 'YYYY-MM-DD');
    return null;
  }

  period(node: Node): Period | null {
    if (this.object(node) === null) return null;
    const startDate = this.date(this.child(node, 'StartDate'));
    const endDate = this.date(this.child(node, 'EndDate'));
    return startDate === null && endDate === null ? null : { startDate, endDate };
  }

  numericRange(node: Node): NumericRange | null {
    return this.#range(node, (bound) => this.number(bound), 'number');
  }

  dateRange(node: Node): DateRange | null {
    return this.#range(node, (bound) => this.date(bound), 'YYYY-MM-DD');
  }

  #range<T>(
    node: Node,
    read: (bound: Node) => T | null,
    expected: string,
  ): { op: NumericRange['op']; value: T; extent: T | null } | null {
    if (this.object(node) === null) return null;
    const found = this.failures.length;
    const required = (bound: Node): T | null => {
      if (bound.value === undefined) this.invalid(bound.path, expected);
      return read(bound);
    };
    const opNode = this.child(node, 'Op');
    const op = this.word(opNode, rangeOperators);
    if (opNode.value === undefined) this.invalid(opNode.path, rangeOperators.join(' | '));
    const value = required(this.child(node, 'Value'));
    const extent = op === 'bt' || op === '!bt' ? required(this.child(node, 'Extent')) : null;
    if (this.failures.length > found || op === null || value === null) return null;
    return { op, value, extent };
  }
}

/** @returns whether a parsed JSON value is an object */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
