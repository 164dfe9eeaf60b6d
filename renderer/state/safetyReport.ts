import { leadingEvents, PICTURED } from '../../shared/report/safety/leadingEvents.ts';
import { renderSafetyReport } from '../../shared/report/safety/renderSafetyReport.ts';
import type { DrawChart } from '../../shared/report/study/studyReportModel.ts';
import type { OutcomePictures, SafetyResult } from '../../shared/study/safety/safetyResult.ts';
import { parseSafetyStudy } from '../../shared/study/safety/specification/parseSafetyStudy.ts';
import { type App, ask, notify } from './app.ts';

/**
 * Saves the dashboard that is on screen as a page that stands alone, in both languages, or printed in the user's; with
 * pictures of the leading outcomes and the reports that were loaded.
 * @param draw a chart as SVG text
 */
export async function saveSafetyReport(
  app: App,
  id: string,
  kind: 'html' | 'pdf',
  draw: DrawChart,
): Promise<void> {
  const { studies, safetyWork, release, settings } = app.store.getState();
  const study = studies[id];
  const run = safetyWork.runs[id];
  const parsed = run && study && parseSafetyStudy({ name: study.name, text: run.text });
  if (!study || !run?.result || !release || !parsed?.ok) return;
  const file = `${study.name}.${kind}`;
  const save = kind === 'pdf' ? app.platform.savePdf : app.platform.saveFile;
  try {
    const page = await renderSafetyReport(
      {
        card: release,
        study: parsed.study,
        result: run.result,
        pictures: await leadingPictures(app, run.result),
        reported: safetyWork.reported[id]?.value ?? null,
        locale: settings.locale,
        generatedAt: new Date().toISOString(),
      },
      draw,
    );
    if (await save(file, page)) notify(app, 'done', { key: 'notice.saved', params: { file } });
  } catch {
    notify(app, 'failed', { key: 'notice.exportFailed', params: { file } });
  }
}

/** What is drawn of the outcomes that lead the first time-at-risk; those that cannot be had are left out. */
async function leadingPictures(
  app: App,
  { studyHash: hash, filter, timesAtRisk }: SafetyResult,
): Promise<readonly OutcomePictures[]> {
  const [first] = timesAtRisk;
  if (!first) return [];
  const found: OutcomePictures[] = [];
  for (const { id: outcome } of leadingEvents(first.rows, PICTURED)) {
    const picture = await ask(app, 'safety.outcome', { hash, timeAtRisk: first.timeAtRisk, outcome, filter });
    if (picture.kind === 'done') found.push(picture.value);
  }
  return found;
}
