import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReleaseNote } from '../../../shared/release/releaseCard.ts';
import { Panel } from '../../components/Panel.tsx';
import { useTexts } from '../../state/AppContext.tsx';

/** Notes that change what a result means; the others only inform. */
const grave: ReadonlySet<string> = new Set<ReleaseNote['code']>([
  'unmanaged',
  'unsigned',
  'unknownKey',
  'expiresSoon',
  'noHierarchy',
  'nullRequired',
  'danglingReference',
]);

/** What is missing, derived or odd, in plain words. */
export function ReleaseNotes({ notes }: { readonly notes: readonly ReleaseNote[] }) {
  const { t } = useTexts();
  return (
    <Panel title={t('notes.title')} aside={t('notes.aside', { count: notes.length })}>
      {notes.length === 0 ? (
        <p className="note good">
          <CircleCheck size={15} aria-hidden />
          {t('notes.none')}
        </p>
      ) : (
        <ul className="notes">
          {notes.map((note) => {
            const { code, ...params } = note;
            const warning = grave.has(code);
            return (
              <li key={JSON.stringify(note)} className={`note ${warning ? 'warn' : ''}`}>
                {warning ? (
                  <TriangleAlert size={15} aria-label={t('notes.warning')} />
                ) : (
                  <Info size={15} aria-hidden />
                )}
                <span>{t(`release.note.${code}`, params)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
