import type { StudyFile } from '../../study/studyApi.ts';
import { bypassStent } from './bypassStent.ts';
import { firstLineDrug } from './firstLineDrug.ts';
import { rosuvastatinDose } from './rosuvastatinDose.ts';
import { stentMaterial } from './stentMaterial.ts';

const studies = [stentMaterial, firstLineDrug, bypassStent, rosuvastatinDose];

/** The studies shipped with Akashi, for the demo release; what they should find is in its truth.json. */
export function shippedStudies(): readonly StudyFile[] {
  return studies.map(({ id, study }) => ({ name: id, text: `${JSON.stringify(study, null, 2)}\n` }));
}
