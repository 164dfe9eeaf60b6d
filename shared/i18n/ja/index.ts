import type { Messages } from '../translate.ts';
import { app } from './app.ts';
import { builder } from './builder.ts';
import { builderFields } from './builderFields.ts';
import { characteristics } from './characteristics.ts';
import { checks } from './checks.ts';
import { cli } from './cli.ts';
import { cohort } from './cohort.ts';
import { concepts } from './concepts.ts';
import { drafts } from './drafts.ts';
import { engine } from './engine.ts';
import { explore } from './explore.ts';
import { glossary } from './glossary.ts';
import { host } from './host.ts';
import { release } from './release.ts';
import { report } from './report.ts';
import { safety } from './safety.ts';
import { safetyCharts } from './safetyCharts.ts';
import { safetyPictures } from './safetyPictures.ts';
import { safetyRefine } from './safetyRefine.ts';
import { safetyReport } from './safetyReport.ts';
import { safetyReports } from './safetyReports.ts';
import { safetyScreen } from './safetyScreen.ts';
import { screens } from './screens.ts';
import { sentences } from './sentences.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { studies } from './studies.ts';
import { studyCharts } from './studyCharts.ts';
import { studyFile } from './studyFile.ts';
import { studyForms } from './studyForms.ts';
import { studyResults } from './studyResults.ts';
import { studyViews } from './studyViews.ts';
import { studyWords } from './studyWords.ts';
import { window } from './window.ts';

/** The Japanese catalogue. */
export const ja: Messages = {
  ...app,
  ...builder,
  ...builderFields,
  ...checks,
  ...characteristics,
  ...cli,
  ...cohort,
  ...concepts,
  ...drafts,
  ...engine,
  ...explore,
  ...glossary,
  ...host,
  ...release,
  ...report,
  ...safety,
  ...safetyRefine,
  ...safetyReport,
  ...safetyPictures,
  ...safetyScreen,
  ...safetyCharts,
  ...safetyReports,
  ...screens,
  ...sentences,
  ...session,
  ...shell,
  ...studyFile,
  ...studies,
  ...studyCharts,
  ...studyForms,
  ...studyViews,
  ...studyResults,
  ...studyWords,
  ...window,
};
