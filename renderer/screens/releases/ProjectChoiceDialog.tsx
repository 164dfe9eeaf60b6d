import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { settleProjectChoice } from '../../state/projectActions.ts';

/** Asks what becomes of the definitions that are on the list before a project is opened. */
export function ProjectChoiceDialog() {
  const app = useApp();
  const { t } = useTexts();
  const choice = useAppState((state) => state.projectChoice);
  if (!choice) return null;
  const settle = (others: 'remove' | 'keep' | 'cancel') => void settleProjectChoice(app, others);
  return (
    <Dialog title={t('projectChoice.title', { name: choice.name })} onClose={() => settle('cancel')}>
      <p>{t('projectChoice.text', { count: choice.others })}</p>
      <dl className="choice-about">
        {(['keep', 'remove'] as const).map((id) => (
          <div key={id}>
            <dt>{t(`projectChoice.${id}`)}</dt>
            <dd>{t(`projectChoice.${id}.about`)}</dd>
          </div>
        ))}
      </dl>
      <div className="form">
        <div className="form-actions">
          <Button onPress={() => settle('cancel')}>{t('action.back')}</Button>
          <Button onPress={() => settle('remove')}>{t('projectChoice.remove')}</Button>
          <Button kind="primary" onPress={() => settle('keep')}>
            {t('projectChoice.keep')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
