import type { StudyFile } from '../../study/studyApi.ts';
import { carbamazepineSafety } from './safety/carbamazepineSafety.ts';
import { glimepirideSafety } from './safety/glimepirideSafety.ts';
import { loxoprofenSafety, pregabalinSafety } from './safety/painSafety.ts';

const studies = [loxoprofenSafety, pregabalinSafety, carbamazepineSafety, glimepirideSafety];

/** The safety studies shipped with Akashi, for the demo release; what they should find is in its truth.json. */
export function shippedSafetyStudies(): readonly StudyFile[] {
  return studies.map(({ id, study }) => ({ name: id, text: `${JSON.stringify(study, null, 2)}\n` }));
}
