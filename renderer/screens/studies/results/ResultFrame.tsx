import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleX from 'lucide-react/icons/circle-x';
import Info from 'lucide-react/icons/info';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import Play from 'lucide-react/icons/play';
import type { ReactNode } from 'react';
import type {
  ComparisonResult,
  OutcomeResult,
  PairResult,
} from '../../../../shared/study/result/comparisonResult.ts';
import { performCommand } from '../../../app/performCommand.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ProvenanceArea } from '../../../components/Provenance.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { readStudy } from '../../../state/readStudy.ts';
import { firstChoice, type Study } from '../../../state/studies.ts';
import { chooseInStudy } from '../../../state/studyRuns.ts';
import { chosenIn } from '../studyMarks.ts';

/** What a tab of results shows: one pair of arms, one outcome of it. */
export interface Shown {
  readonly study: Study;
  readonly result: ComparisonResult;
  readonly pair: PairResult;
  /** Null for a study without outcomes that could be followed. */
  readonly outcome: OutcomeResult | null;
  /** Names of the pair's arms in the language of the moment. */
  readonly target: string;
  readonly comparator: string;
  /** Any arm's name, and its place in the study: it gives its colour. */
  readonly armName: (id: string) => string;
  readonly armPlace: (id: string) => number;
}

/** The result with the choice of pair and outcome above; before there is one, why not and what to do. */
export function ResultFrame({
  study,
  byOutcome = true,
  children,
}: {
  readonly study: Study;
  readonly byOutcome?: boolean;
  readonly children: (shown: Shown) => ReactNode;
}) {
  const { own } = useTexts();
  const run = useAppState(({ studyWork }) => studyWork.runs[study.id]);
  const choice = useAppState(({ studyWork }) => studyWork.choices[study.id] ?? firstChoice);
  const result = run?.result ?? null;
  const chosen = result && chosenIn(result, choice);
  if (!result || !chosen) return <NotRun study={study} />;
  const armName = (id: string) => own(result.arms.find((arm) => arm.id === id)?.name ?? id);
  const armPlace = (id: string) =>
    Math.max(
      0,
      result.arms.findIndex((arm) => arm.id === id),
    );
  const shown: Shown = {
    study,
    result,
    ...chosen,
    armName,
    armPlace,
    target: armName(chosen.pair.target),
    comparator: armName(chosen.pair.comparator),
  };
  return (
    <ProvenanceArea provenance={result.provenance}>
      <div className="study-stack">
        <Chooser shown={shown} byOutcome={byOutcome} />
        <Notes result={result} />
        {children(shown)}
      </div>
    </ProvenanceArea>
  );
}

function Chooser({ shown, byOutcome }: { readonly shown: Shown; readonly byOutcome: boolean }) {
  const app = useApp();
  const { t, own } = useTexts();
  const { study, result, pair, outcome, armName } = shown;
  const form = readStudy(study).form;
  const when = (id: string) => own(form?.timesAtRisk.find((one) => one.id === id)?.name ?? id);
  const pairs = result.pairs.map(({ target, comparator }, i) => ({
    id: String(i),
    label: t('studies.pairName', { target: armName(target), comparator: armName(comparator) }),
  }));
  const outcomes = pair.outcomes.map(({ name, timeAtRisk }, i) => ({
    id: String(i),
    label: t('studies.outcomeName', { outcome: own(name), timeAtRisk: when(timeAtRisk) }),
  }));
  const showsOutcome = byOutcome && outcome !== null;
  if (pairs.length < 2 && !showsOutcome) return null;
  return (
    <div className="study-chooser">
      {pairs.length > 1 && (
        <Choice
          label={t('studies.pair')}
          value={String(result.pairs.indexOf(pair))}
          onChange={(id) => chooseInStudy(app, study.id, { pair: Number(id) })}
          options={pairs}
        />
      )}
      {showsOutcome &&
        (outcomes.length > 1 ? (
          <Choice
            label={t('studies.outcome')}
            value={String(pair.outcomes.indexOf(outcome))}
            onChange={(id) => chooseInStudy(app, study.id, { outcome: Number(id) })}
            options={outcomes}
          />
        ) : (
          <strong>{outcomes[0]?.label}</strong>
        ))}
    </div>
  );
}

function Notes({ result }: { readonly result: ComparisonResult }) {
  const { t, own } = useTexts();
  if (result.notes.length === 0) return null;
  return (
    <ul className="study-notes" aria-label={t('studies.notes')}>
      {result.notes.map(({ kind, about }) => (
        <li key={`${kind} ${about}`}>
          <Info size={14} aria-hidden />
          {t(`study.note.${kind}`, { about: own(about) })}
        </li>
      ))}
    </ul>
  );
}

/** Before a result: not run yet, running, or failed. */
export function NotRun({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const run = useAppState(({ studyWork }) => studyWork.runs[study.id]);
  const released = useAppState((state) => state.release !== null);
  const ready = useAppState(({ host, release }) => host.state === 'ready' && release !== null);
  const fine = readStudy(study).failures.length === 0;
  const state = run?.state === 'running' ? 'running' : run?.state === 'failed' ? 'failed' : 'notRun';
  const words = {
    running: { icon: LoaderCircle, title: 'studies.running' },
    failed: { icon: CircleX, title: 'studies.failedTitle' },
    notRun: { icon: CircleDashed, title: 'studies.notRun' },
  } as const;
  return (
    <div className="panel">
      <EmptyState
        icon={words[state].icon}
        title={t(words[state].title)}
        text={t(released ? 'studies.notRunText' : 'studies.noReleaseText')}
      >
        {released ? (
          <Button
            kind="primary"
            icon={Play}
            isDisabled={!ready || !fine || run?.state === 'running'}
            onPress={() => performCommand(app, 'study.run')}
          >
            {t('studies.run')}
          </Button>
        ) : (
          <Button kind="primary" onPress={() => performCommand(app, 'go.releases')}>
            {t('command.go.releases')}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}
