import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { type GoldenPerson, writeGoldenRelease } from '../study/golden/goldenRelease.ts';
import { goldenStudyText } from '../study/golden/goldenStudy.ts';

const persons: GoldenPerson[] = Array.from({ length: 80 }, (_, i) => ({
  arm: i % 2,
  days: 20 + ((i * 37) % 300),
  status: i % 3 === 0 ? 1 : 0,
  values: [],
}));

test('a study is on record once, and an override each time that it opens an effect', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-ledger-'));
  const userData = join(folder, 'user');
  const workbench = createNodeWorkbench({ engine: { threads: 2 }, userData });
  const job = new JobControl();
  const events = () =>
    readFileSync(join(userData, 'audit.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).event);
  try {
    const locator = join(folder, 'release');
    writeGoldenRelease(locator, persons, []);
    await workbench.run('release.open', { locator }, job);
    const opened = JSON.parse(goldenStudyText({ arms: [1, 0], horizons: [100] }));
    // So few persons cannot detect an effect this small; nothing else stands in the way.
    opened.thresholds = { minimumDetectableRelativeRisk: 1.01 };
    const blinded = { ...opened, overrides: [] };
    const run = (study: unknown) =>
      workbench.run('studies.run', { name: 'ledger', text: JSON.stringify(study) }, job);
    const { studyHash } = await run(blinded);
    expect(events().map(({ type }) => type)).toEqual(['opened', 'studied']);
    expect(events().at(-1)).toEqual({ type: 'studied', studyHash, method: 'none ATT, cox', rows: 80 });
    await run(opened);
    expect(events().map(({ type }) => type)).toEqual(['opened', 'studied', 'overridden']);
    expect(events().at(-1)).toMatchObject({ reason: opened.overrides[0].reason });
    expect(events().at(-1).rule).toContain(studyHash);
    await run({ ...opened, thresholds: {} });
    expect(events().map(({ type }) => type)).toEqual(['opened', 'studied', 'overridden', 'studied']);
  } finally {
    await workbench.close();
    rmSync(folder, { recursive: true });
  }
});
