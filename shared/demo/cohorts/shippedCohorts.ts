import type { DefinitionFile } from '../../workbenchApi.ts';
import { anginaCohorts, type ShippedDefinition } from './anginaCohorts.ts';
import { otherCohorts } from './otherCohorts.ts';

/** The shipped definitions with their stable ids. */
export const shippedDefinitions: readonly ShippedDefinition[] = [...anginaCohorts, ...otherCohorts];

/** The cohort definitions shipped with Akashi, as ATLAS exports them: for the vocabulary of the demo release. */
export function shippedCohorts(): readonly DefinitionFile[] {
  return shippedDefinitions.map(({ id, ja, en, description, expression }) => ({
    name: id,
    text: `${JSON.stringify({ name: `${ja} / ${en}`, description, expression }, null, 2)}\n`,
  }));
}
