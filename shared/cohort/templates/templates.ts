import { newCriterion, newGroup, newRule } from '../edit/newNodes.ts';
import type { ConceptFieldName, Template, TemplateField, TemplateValues } from './template.ts';
import { ageRule, atLeastOne, never, TemplateSets, templateDefinition, window } from './templateParts.ts';

const concepts = (name: ConceptFieldName, domain: string | null, optional = false): TemplateField => ({
  kind: 'concepts',
  name,
  domain,
  optional,
});
const washout: TemplateField = { kind: 'number', name: 'washout', initial: 365 };
const age: TemplateField = { kind: 'number', name: 'age', initial: 18 };

/** The definitions that one can begin with. */
export const templates: readonly Template[] = [
  {
    id: 'newUsers',
    fields: [
      concepts('drug', 'Drug'),
      concepts('comparator', 'Drug', true),
      concepts('indication', 'Condition', true),
      washout,
      age,
      { kind: 'number', name: 'gap', initial: 30 },
    ],
    make: newUsers,
  },
  {
    id: 'firstDiagnosis',
    fields: [concepts('diagnosis', 'Condition'), washout, age],
    make: (values) => {
      const sets = new TemplateSets(values);
      const entry = newCriterion('ConditionOccurrence', { CodesetId: sets.id('diagnosis'), First: true });
      return templateDefinition(values, sets, { entry, rules: ageRule(values, sets) });
    },
  },
  {
    id: 'procedureDevice',
    fields: [concepts('procedure', 'Procedure'), concepts('device', 'Device', true), washout, age],
    make: procedureDevice,
  },
  {
    id: 'medicalDental',
    fields: [
      concepts('medical', 'Condition'),
      concepts('dental', null),
      { kind: 'number', name: 'around', initial: 180 },
      washout,
      age,
    ],
    make: medicalDental,
  },
];

/** First use after a time without it, followed until use ends. */
function newUsers(values: TemplateValues) {
  const sets = new TemplateSets(values);
  const { ruleNames } = values;
  const entry = newCriterion('DrugExposure', { CodesetId: sets.id('drug'), First: true });
  const indication = sets.chosen('indication');
  const comparator = sets.chosen('comparator');
  const rules = ageRule(values, sets);
  if (indication) {
    const diagnosis = newCriterion('ConditionOccurrence', { CodesetId: sets.id('indication') });
    const criteria = [atLeastOne(diagnosis, window(null, 0))];
    rules.push(newRule(ruleNames.indication(indication.name), newGroup({ criteria })));
  }
  if (comparator) {
    const other = newCriterion('DrugExposure', { CodesetId: sets.id('comparator') });
    const criteria = [never(other, window(null, 0))];
    rules.push(newRule(ruleNames.noEarlier(comparator.name), newGroup({ criteria })));
  }
  const era = { DrugCodesetId: sets.id('drug'), GapDays: sets.number('gap'), Offset: 0 };
  return templateDefinition(values, sets, { entry, rules, endStrategy: { CustomEra: era } });
}

/** A procedure with a device on the same day; the device's attributes are there to be narrowed down. */
function procedureDevice(values: TemplateValues) {
  const sets = new TemplateSets(values);
  const entry = newCriterion('ProcedureOccurrence', { CodesetId: sets.id('procedure'), First: true });
  const device = sets.chosen('device');
  const rules = ageRule(values, sets);
  if (device) {
    const used = newCriterion('DeviceExposure', { CodesetId: sets.id('device'), akashi: {} });
    const criteria = [atLeastOne(used, window(0, 0))];
    rules.push(newRule(values.ruleNames.device(device.name), newGroup({ criteria })));
  }
  return templateDefinition(values, sets, { entry, rules });
}

/** A medical diagnosis with a dental diagnosis or procedure around it. */
function medicalDental(values: TemplateValues) {
  const sets = new TemplateSets(values);
  const entry = newCriterion('ConditionOccurrence', { CodesetId: sets.id('medical'), First: true });
  const days = sets.number('around');
  const CodesetId = sets.id('dental');
  const around = window(-days, days);
  const criteria = (['ConditionOccurrence', 'ProcedureOccurrence'] as const).map((domain) =>
    atLeastOne(newCriterion(domain, { CodesetId }), around),
  );
  const name = values.ruleNames.dental(sets.chosen('dental')?.name ?? 'dental', days);
  const rules = [...ageRule(values, sets), newRule(name, { ...newGroup({ criteria }), Type: 'ANY' })];
  return templateDefinition(values, sets, { entry, rules });
}
