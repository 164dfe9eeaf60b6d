import { pathText } from '../edit/nodePath.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { conceptSetChecks, domainChecks } from './conceptSetChecks.ts';
import { contradictionChecks } from './contradictionChecks.ts';
import { criterionChecks } from './criterionChecks.ts';
import { definitionVisits } from './definitionVisits.ts';
import type { DesignWarning } from './designWarning.ts';
import { entryExitChecks } from './entryExitChecks.ts';
import { groupChecks } from './groupChecks.ts';
import { rangeChecks } from './rangeChecks.ts';
import { type DesignFacts, releaseChecks } from './releaseChecks.ts';
import { windowChecks } from './windowChecks.ts';

const order = { error: 0, warning: 1, info: 2 } as const;

/**
 * What the author of a definition should look at: what Circe's own checks look for and more. The definition is valid;
 * these are about its design. A place has at most one warning of a kind; the worst come first.
 * @param facts what is known of the release: without them, only what the definition itself shows
 */
export function checkDefinition(definition: CohortDefinition, facts: DesignFacts = {}): DesignWarning[] {
  const visits = definitionVisits(definition);
  const found = [
    ...contradictionChecks(visits),
    ...rangeChecks(visits),
    ...windowChecks(visits),
    ...entryExitChecks(visits),
    ...groupChecks(visits),
    ...conceptSetChecks(visits),
    ...domainChecks(visits),
    ...criterionChecks(visits),
    ...releaseChecks(visits, facts),
  ];
  const once = new Map(found.map((warning) => [`${warning.code} ${pathText(warning.path)}`, warning]));
  return [...once.values()].sort((a, b) => order[a.severity] - order[b.severity]);
}
