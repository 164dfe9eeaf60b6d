import type {
  CorrelatedCriterion,
  CriteriaGroup,
  DemographicCriterion,
  Occurrence,
  Window,
  WindowBound,
} from './criteriaGroup.ts';
import type { DefinitionReader, Node } from './definitionReader.ts';
import {
  type CountColumn,
  countColumns,
  type DomainName,
  demographicAttributes,
  domains,
} from './domains.ts';
import { parseCriterion, parseFilters } from './parseCriterion.ts';

const groupTypes = ['ALL', 'ANY', 'AT_LEAST', 'AT_MOST'] as const;
const mostCount = 1_000_000_000;
/** Deeper nesting is no definition but an attempt to exhaust the stack. */
const mostNested = 50;

/** Reads a criteria group; null when it is absent or has no members. */
export function parseGroup(reader: DefinitionReader, node: Node): CriteriaGroup | null {
  if (reader.object(node) === null) return null;
  if ((node.path.match(/Groups\[|\.CorrelatedCriteria/g)?.length ?? 0) > mostNested) {
    reader.invalid(node.path, `≤ ${mostNested}`);
    return null;
  }
  const child = (key: string): Node => reader.child(node, key);
  const criteria = reader
    .array(child('CriteriaList'))
    .flatMap((member) => parseCorrelated(reader, member) ?? []);
  const demographics = reader.array(child('DemographicCriteriaList')).map(
    (member): DemographicCriterion => ({
      path: member.path,
      filters: parseFilters(reader, member, demographicAttributes),
    }),
  );
  const groups = reader
    .array(child('Groups'))
    .map((member): CriteriaGroup => parseGroup(reader, member) ?? emptyGroupAt(member.path));
  if (criteria.length + demographics.length + groups.length === 0) return null;
  const typeNode = child('Type');
  const type = reader.word(typeNode, groupTypes);
  if (typeNode.value === undefined) reader.invalid(typeNode.path, groupTypes.join(' | '));
  const counted = type === 'AT_LEAST' || type === 'AT_MOST';
  const count = counted ? reader.whole(child('Count'), -1, 0, mostCount) : 0;
  if (count === -1 && child('Count').value === undefined) reader.invalid(child('Count').path, 'number');
  return { path: node.path, type: type ?? 'ALL', count, criteria, demographics, groups };
}

/** A group that every event meets. */
export function emptyGroupAt(path: string): CriteriaGroup {
  return { path, type: 'ALL', count: 0, criteria: [], demographics: [], groups: [] };
}

function parseCorrelated(reader: DefinitionReader, node: Node): CorrelatedCriterion | null {
  const criterion = parseCriterion(reader, reader.child(node, 'Criteria'));
  const occurrence = parseOccurrence(reader, reader.child(node, 'Occurrence'), criterion?.domain ?? null);
  const startWindow = parseWindow(reader, reader.child(node, 'StartWindow'), false);
  const endWindow = parseWindow(reader, reader.child(node, 'EndWindow'), true);
  const restrictVisit = reader.boolean(reader.child(node, 'RestrictVisit'));
  const ignoreObservationPeriod = reader.boolean(reader.child(node, 'IgnoreObservationPeriod'));
  if (criterion === null) return null;
  return {
    path: node.path,
    criterion,
    startWindow,
    endWindow,
    restrictVisit,
    ignoreObservationPeriod,
    occurrence,
  };
}

function parseOccurrence(reader: DefinitionReader, node: Node, domain: DomainName | null): Occurrence {
  const types = ['exactly', 'atMost', 'atLeast'] as const;
  const typeNode = reader.child(node, 'Type');
  const countNode = reader.child(node, 'Count');
  const type = types[reader.number(typeNode) ?? -1];
  if (type === undefined) reader.invalid(typeNode.path, '0 | 1 | 2');
  const count = reader.whole(countNode, 0, 0, mostCount);
  if (countNode.value === undefined) reader.invalid(countNode.path, 'number');
  const isDistinct = reader.boolean(reader.child(node, 'IsDistinct'));
  const columnNode = reader.child(node, 'CountColumn');
  const column = reader.word(columnNode, countColumns) ?? 'DOMAIN_CONCEPT';
  if (isDistinct && domain !== null && !countableColumns(domain).includes(column)) {
    reader.invalid(columnNode.path, countableColumns(domain).join(' | '));
  }
  return { type: type ?? 'atLeast', count, distinct: isDistinct ? column : null };
}

/** The columns whose distinct values can be counted in a domain. */
export function countableColumns(domain: DomainName): CountColumn[] {
  const spec = domains[domain];
  const has: Partial<Record<CountColumn, boolean>> = {
    START_DATE: true,
    END_DATE: true,
    DURATION: true,
    VISIT_ID: true,
    DOMAIN_CONCEPT: spec.conceptColumn !== null,
    DOMAIN_SOURCE_CONCEPT: spec.sourceConceptColumn !== null,
  };
  return countColumns.filter((column) => has[column] === true || spec.counts[column] !== undefined);
}

function parseWindow(reader: DefinitionReader, node: Node, defaultUseEventEnd: boolean): Window | null {
  if (reader.object(node) === null) return null;
  const eventEnd = reader.child(node, 'UseEventEnd');
  return {
    start: parseBound(reader, reader.child(node, 'Start')),
    end: parseBound(reader, reader.child(node, 'End')),
    useIndexEnd: reader.boolean(reader.child(node, 'UseIndexEnd')),
    useEventEnd: eventEnd.value === undefined ? defaultUseEventEnd : reader.boolean(eventEnd),
  };
}

function parseBound(reader: DefinitionReader, node: Node): WindowBound {
  if (node.value === undefined) reader.invalid(node.path, '{…}');
  const daysNode = reader.child(node, 'Days');
  const coefficient = reader.child(node, 'Coeff');
  const number = reader.object(node) === null ? 1 : reader.number(coefficient);
  if (number !== 1 && number !== -1) reader.invalid(coefficient.path, '-1 | 1');
  return {
    days: daysNode.value === undefined ? null : reader.whole(daysNode, 0),
    coefficient: number === -1 ? -1 : 1,
  };
}
