import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleSlash from 'lucide-react/icons/circle-slash';
import Redo2 from 'lucide-react/icons/redo-2';
import Undo2 from 'lucide-react/icons/undo-2';
import X from 'lucide-react/icons/x';
import { useEffect } from 'react';
import { Button } from '../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import type { Notice } from '../state/appState.ts';

const icons = {
  done: CircleCheck,
  cancelled: CircleSlash,
  failed: CircleAlert,
  undone: Undo2,
  redone: Redo2,
} as const;
const shownMs = 6000;

/** How the last piece of work ended. Good news leaves by itself, bad news stays until dismissed. */
export function NoticeBar() {
  const app = useApp();
  const { t } = useTexts();
  const notice = useAppState((state) => state.notice);
  useEffect(() => {
    if (!notice || notice.kind === 'failed') return;
    const timer = setTimeout(() => app.store.setState({ notice: null }), shownMs);
    return () => clearTimeout(timer);
  }, [app, notice]);
  return (
    <div className="notices" role="status">
      {notice && (
        <div className={`notice ${notice.kind}`}>
          <NoticeText notice={notice} />
          <Button
            kind="quiet"
            icon={X}
            aria-label={t('action.dismiss')}
            onPress={() => app.store.setState({ notice: null })}
          />
        </div>
      )}
    </div>
  );
}

function NoticeText({ notice }: { readonly notice: Notice }) {
  const { t, text, failure } = useTexts();
  const IconShape = icons[notice.kind];
  const said = notice.text ? text(notice.text) : notice.failure ? failure(notice.failure) : '';
  return (
    <>
      <IconShape size={16} aria-hidden />
      <span>
        {notice.kind === 'undone'
          ? t('notice.undone', { what: said })
          : notice.kind === 'redone'
            ? t('notice.redone', { what: said })
            : said}
      </span>
    </>
  );
}
