import { useMemo } from 'react';
import { Button as PressTarget } from 'react-aria-components';
import { type NodePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import type { Sentence } from '../../../../shared/cohort/sentences/wording.ts';
import { type TrialRowId, targetTrial } from '../../../../shared/study/words/targetTrial.ts';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import type { StudyForm } from '../../../state/studyForm.ts';
import { goToPlace } from './goToPlace.ts';

interface TrialTableProps {
  readonly form: StudyForm;
  readonly label: string;
  /** All rows where left out. */
  readonly only?: readonly TrialRowId[];
}

/** The trial that a study emulates, as it is said now; each statement leads to where it is set. */
export function TrialTable({ form, label, only }: TrialTableProps) {
  const { t, locale } = useTexts();
  const rows = useMemo(() => targetTrial(form, locale), [form, locale]);
  return (
    <ScrollRegion className="trial-scroll" label={t('table.scroll', { table: label })}>
      <table className="data trial" aria-label={label}>
        <tbody>
          {rows
            .filter(({ id }) => only === undefined || only.includes(id))
            .map(({ id, title, sentences }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>
                  {sentences.length === 0 ? (
                    <span className="quiet">{t('studies.trial.open')}</span>
                  ) : (
                    <Statements sentences={sentences} />
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Statements({ sentences }: { readonly sentences: readonly Sentence[] }) {
  const app = useApp();
  const go = (path: NodePath) => goToPlace(app, path);
  return (
    <ul className="trial-lines">
      {sentences.map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two statements may be about one place
        <li key={`${i} ${pathText(sentence.path)}`}>
          <PressTarget className="trial-line" onPress={() => go(sentence.path)}>
            {sentence.parts.map(({ text }) => text).join('')}
          </PressTarget>
          {sentence.members.length > 0 && <Statements sentences={sentence.members} />}
        </li>
      ))}
    </ul>
  );
}
