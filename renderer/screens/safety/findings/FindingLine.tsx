import Ellipsis from 'lucide-react/icons/ellipsis';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { latestJudgement } from '../../../../shared/study/safety/safetyFinding.ts';
import { Button } from '../../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { removeFinding } from '../../../state/findingActions.ts';
import { readStudy } from '../../../state/readStudy.ts';
import { chooseInSafety } from '../../../state/safetyRuns.ts';
import { studyTitle } from '../../../state/studies.ts';
import { openSafety } from '../../../state/studyActions.ts';
import { ratioText, withInterval } from '../safetyText.ts';
import type { FindingRow } from './findingRows.ts';

/** A saved finding: what it is of, how it is judged, and everything that was said before. */
export function FindingLine({
  row: { study, finding },
  onJudge,
}: {
  readonly row: FindingRow;
  readonly onJudge: () => void;
}) {
  const app = useApp();
  const { t, own, locale, moment } = useTexts();
  const digest = useAppState((state) => state.release?.digest ?? null);
  const { status, by, at, reason } = latestJudgement(finding);
  const earlier = finding.history.slice(0, -1).toReversed();
  const isOld =
    readStudy(study).hash !== finding.studyHash || (digest !== null && digest !== finding.releaseDigest);
  const name = own(finding.name);
  const act = (key: string) => {
    if (key === 'judge') onJudge();
    else if (key === 'remove') void removeFinding(app, study.id, finding.id);
    else {
      openSafety(app, study.id);
      chooseInSafety(app, study.id, {
        outcome: finding.outcome,
        timeAtRisk: finding.timeAtRisk,
        against: finding.against,
      });
    }
  };
  return (
    <tr>
      <th scope="row">
        {name} <span className="mono quiet">{finding.code}</span>{' '}
        {finding.signal && <span className="event-mark signal">{t('safety.mark.signal')}</span>}
        <small>
          {own(finding.timeAtRiskName)} · {t(`safety.against.${finding.against}`)} · {own(finding.persons)}
        </small>
      </th>
      <td>
        {own(studyTitle(study))}
        {isOld && (
          <span className="badge stale" title={t('safety.finding.oldWhy')}>
            {t('safety.finding.old')}
          </span>
        )}
        <small className="mono">{finding.releaseId}</small>
      </td>
      <td className="num">{withInterval(locale, finding.ratio, ratioText)}</td>
      <td>
        <span className={`badge finding-${status}`}>{t(`safety.finding.status.${status}`)}</span>
        {reason !== '' && <small>{reason}</small>}
        {earlier.length > 0 && (
          <details>
            <summary>{t('safety.finding.earlier', { count: earlier.length })}</summary>
            <ul>
              {earlier.map((one, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what was said is never reordered
                <li key={i}>
                  {t('safety.finding.said', {
                    at: moment(one.at),
                    by: one.by,
                    status: t(`safety.finding.status.${one.status}`),
                  })}
                  {one.reason !== '' && <small>{one.reason}</small>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td>{by}</td>
      <td className="num">{moment(at)}</td>
      <td className="end">
        <MenuTrigger>
          <Button kind="quiet" icon={Ellipsis} aria-label={t('studies.menu', { name })} />
          <Popover className="popover" placement="bottom end">
            <Menu
              className="menu"
              aria-label={t('studies.menu', { name })}
              onAction={(key) => act(String(key))}
            >
              <MenuItem id="judge">{t('safety.finding.again')}</MenuItem>
              <MenuItem id="show">{t('safety.finding.show')}</MenuItem>
              <MenuItem id="remove">{t('safety.finding.remove')}</MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      </td>
    </tr>
  );
}
