import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { JsonDiffView } from './JsonDiffView.tsx';

interface VersionDiffProps {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** What differs between two definitions. */
export function VersionDiff({ before, after }: VersionDiffProps) {
  return <JsonDiffView before={before} after={after} />;
}
