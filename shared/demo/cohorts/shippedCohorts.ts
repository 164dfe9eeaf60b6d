import type { DefinitionFile } from '../../workbenchApi.ts';
import { anginaCohorts } from './anginaCohorts.ts';
import { otherCohorts } from './otherCohorts.ts';

/** The cohort definitions shipped with Akashi, as ATLAS exports them: for the vocabulary of the demo release. */
export function shippedCohorts(): readonly DefinitionFile[] {
  return [...anginaCohorts, ...otherCohorts].map(({ id, ja, en, description, expression }) => ({
    name: id,
    text: `${JSON.stringify({ name: `${ja} / ${en}`, description, expression }, null, 2)}\n`,
  }));
}
