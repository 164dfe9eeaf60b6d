import { leadingPictures } from '../../shared/report/safety/leadingEvents.ts';
import { renderSafetyReport } from '../../shared/report/safety/renderSafetyReport.ts';
import type { DrawChart } from '../../shared/report/study/studyReportModel.ts';
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
  const { studyHash: hash, filter } = run.result;
  const pictureOf = async (timeAtRisk: string, outcome: string) => {
    const picture = await ask(app, 'safety.outcome', { hash, timeAtRisk, outcome, filter });
    return picture.kind === 'done' ? picture.value : null;
  };
  try {
    const page = await renderSafetyReport(
      {
        card: release,
        study: parsed.study,
        result: run.result,
        pictures: await leadingPictures(run.result, pictureOf),
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
