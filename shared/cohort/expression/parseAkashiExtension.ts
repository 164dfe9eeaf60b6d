import { type AkashiFilter, milligramConcept } from './akashiExtension.ts';
import type { DefinitionReader, Node } from './definitionReader.ts';
import type { DomainName } from './domains.ts';

const keys: Readonly<Partial<Record<DomainName, readonly string[]>>> = {
  DrugExposure: ['DailyDose', 'CumulativeDose', 'TreatmentDuration'],
  DeviceExposure: ['Material', 'Coating', 'Diameter', 'Length'],
};

/** Reads the `akashi` extension of a criterion; see akashiExtension.ts. Keys it does not know are failures. */
export function parseAkashiExtension(
  reader: DefinitionReader,
  criterion: Node,
  domain: DomainName,
): AkashiFilter[] {
  const node = reader.child(criterion, 'akashi');
  const extension = reader.object(node);
  if (extension === null) return [];
  const known = keys[domain] ?? [];
  for (const key of Object.keys(extension)) {
    if (!known.includes(key)) reader.invalid(`${node.path}.${key}`, known.join(' | ') || '–');
  }
  return known.flatMap((key) => readFilter(reader, reader.child(node, key), key) ?? []);
}

function readFilter(reader: DefinitionReader, node: Node, key: string): AkashiFilter | null {
  if (key === 'Material' || key === 'Coating') {
    const conceptIds = reader.conceptIds(node);
    const attribute = key === 'Material' ? 'material' : 'coating';
    return conceptIds && { kind: 'deviceQuality', attribute, conceptIds };
  }
  const range = reader.numericRange(node);
  if (range === null) return null;
  if (key === 'Diameter' || key === 'Length') {
    return { kind: 'deviceSize', attribute: key === 'Diameter' ? 'diameter' : 'length', range };
  }
  const unitNode = reader.child(node, 'Unit');
  const unit = unitNode.value === undefined ? milligramConcept : reader.conceptId(unitNode);
  if (key === 'DailyDose') return { kind: 'dailyDose', range, unit };
  const gapDays = reader.whole(reader.child(node, 'GapDays'), 0, 0);
  return key === 'CumulativeDose'
    ? { kind: 'cumulativeDose', range, unit, gapDays }
    : { kind: 'treatmentDuration', range, gapDays };
}
