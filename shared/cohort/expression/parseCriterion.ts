import type { AttributeFilter, Criterion, DateAdjustment } from './criterion.ts';
import type { DefinitionReader, Node } from './definitionReader.ts';
import { type AttributeSpec, domains, isDomainName } from './domains.ts';
import { parseAkashiExtension } from './parseAkashiExtension.ts';
import { parseGroup } from './parseGroup.ts';
import { textOperators } from './ranges.ts';

/** Reads `{"<Domain>": {…}}`; null (and a failure) when it is not one. */
export function parseCriterion(reader: DefinitionReader, wrapper: Node): Criterion | null {
  const domain = Object.keys(reader.object(wrapper) ?? {}).find(isDomainName);
  if (domain === undefined) {
    reader.invalid(wrapper.path, Object.keys(domains).join(' | '));
    return null;
  }
  const spec = domains[domain];
  const node = reader.child(wrapper, domain);
  if (node.value !== undefined && reader.object(node) === null) return null;
  const child = (key: string): Node => reader.child(node, key);
  const correlated = parseGroup(reader, child('CorrelatedCriteria'));
  return {
    domain,
    path: node.path,
    conceptSetId: spec.hasConceptSet ? reader.conceptSetId(child('CodesetId')) : null,
    sourceConceptSetId:
      spec.sourceConceptKey === null ? null : reader.conceptSetId(child(spec.sourceConceptKey)),
    first: spec.hasFirst && reader.boolean(child('First')),
    filters: parseFilters(reader, node, spec.attributes),
    userDefinedPeriod: spec.hasUserDefinedPeriod ? reader.period(child('UserDefinedPeriod')) : null,
    dateAdjustment: parseDateAdjustment(reader, child('DateAdjustment')),
    correlated,
    akashi: parseAkashiExtension(reader, node, domain),
  };
}

/** Reads the attributes that an object has of those that it may have. */
export function parseFilters(
  reader: DefinitionReader,
  node: Node,
  attributes: Readonly<Record<string, AttributeSpec>>,
): AttributeFilter[] {
  return Object.entries(attributes).flatMap(([attribute, spec]) =>
    parseFilter(reader, node, attribute, spec),
  );
}

function parseFilter(
  reader: DefinitionReader,
  parent: Node,
  attribute: string,
  spec: AttributeSpec,
): AttributeFilter[] {
  const node = reader.child(parent, attribute);
  switch (spec.kind) {
    case 'integer':
    case 'decimal': {
      const range = reader.numericRange(node);
      return range === null ? [] : [{ kind: spec.kind, attribute, range }];
    }
    case 'date': {
      const range = reader.dateRange(node);
      return range === null ? [] : [{ kind: 'date', attribute, range }];
    }
    case 'text': {
      if (reader.object(node) === null) return [];
      const opNode = reader.child(node, 'Op');
      const op = reader.word(opNode, textOperators);
      if (opNode.value === undefined) reader.invalid(opNode.path, textOperators.join(' | '));
      const textNode = reader.child(node, 'Text');
      if (textNode.value === undefined) reader.invalid(textNode.path, '"…"');
      const text = reader.text(textNode);
      return op === null ? [] : [{ kind: 'text', attribute, op, text }];
    }
    case 'flag':
      return reader.boolean(node) ? [{ kind: 'flag', attribute }] : [];
    case 'conceptSetId': {
      const conceptSetId = reader.conceptSetId(node);
      return conceptSetId === null ? [] : [{ kind: 'conceptSet', attribute, conceptSetId, exclude: false }];
    }
    case 'concepts':
      return parseConcepts(reader, parent, attribute, spec);
  }
}

function parseConcepts(
  reader: DefinitionReader,
  parent: Node,
  attribute: string,
  spec: AttributeSpec,
): AttributeFilter[] {
  const filters: AttributeFilter[] = [];
  const conceptIds = reader.conceptIds(reader.child(parent, attribute));
  const exclude = spec.excludable === true && reader.boolean(reader.child(parent, `${attribute}Exclude`));
  if (conceptIds !== null) filters.push({ kind: 'concepts', attribute, conceptIds, exclude });
  const selection = reader.child(parent, `${attribute}CS`);
  if (typeof selection.value === 'number') {
    // Older definitions give the concept set's id alone.
    const conceptSetId = reader.conceptSetId(selection);
    if (conceptSetId !== null) filters.push({ kind: 'conceptSet', attribute, conceptSetId, exclude });
  } else if (reader.object(selection) !== null) {
    filters.push({
      kind: 'conceptSet',
      attribute,
      conceptSetId: reader.conceptSetId(reader.child(selection, 'CodesetId')),
      exclude: reader.boolean(reader.child(selection, 'IsExclusion')),
    });
  }
  return filters;
}

function parseDateAdjustment(reader: DefinitionReader, node: Node): DateAdjustment | null {
  if (reader.object(node) === null) return null;
  const anchor = (key: string, fallback: 'start' | 'end'): 'start' | 'end' => {
    const word = reader.word(reader.child(node, key), ['START_DATE', 'END_DATE'] as const);
    return word === null ? fallback : word === 'START_DATE' ? 'start' : 'end';
  };
  return {
    startWith: anchor('StartWith', 'start'),
    startOffset: reader.whole(reader.child(node, 'StartOffset'), 0),
    endWith: anchor('EndWith', 'end'),
    endOffset: reader.whole(reader.child(node, 'EndOffset'), 0),
  };
}
