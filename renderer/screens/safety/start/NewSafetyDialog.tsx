import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useState } from 'react';
import type { ConceptEntry } from '../../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { addStudies } from '../../../state/studyActions.ts';
import { ConceptPicker } from '../../concepts/ConceptPicker.tsx';
import { conceptName } from '../../concepts/conceptTexts.ts';
import { useAsked } from '../../concepts/useAsked.ts';
import { ControlsChoice } from './ControlsChoice.tsx';
import { ExposureField } from './ExposureField.tsx';
import { type ExposureChoice, newSafetyStudy, suggestControls } from './newSafetyStudy.ts';
import { useAtcCode } from './useAtcCode.ts';

type Picking = 'exposure' | 'comparator' | 'controls' | null;
type Controls = 'suggested' | 'picked' | 'none';

/** Conditions looked through for controls. */
const LOOKED_THROUGH = 400;

/** Starts a safety study: who took what, what others took instead, and events that the drug cannot cause. */
export function NewSafetyDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t, locale } = useTexts();
  const ready = useAppState(({ host, release }) => host.state === 'ready' && release !== null);
  const [exposure, setExposure] = useState<ExposureChoice | null>(null);
  const [comparator, setComparator] = useState<ExposureChoice | null>(null);
  const [picking, setPicking] = useState<Picking>(null);
  const [controls, setControls] = useState<Controls>('suggested');
  const [picked, setPicked] = useState<readonly ConceptEntry[]>([]);
  const [refused, setRefused] = useState<ReadonlySet<number>>(new Set());
  const atc = useAtcCode(exposure?.kind === 'drug' ? exposure.concept.id : null);
  const conditions = useAsked(
    'concepts.search',
    ready && controls === 'suggested'
      ? {
          text: '',
          domains: ['Condition'],
          vocabularies: [],
          standardOnly: true,
          usedOnly: true,
          offset: 0,
          limit: LOOKED_THROUGH,
        }
      : null,
  );
  const suggested = suggestControls(conditions.value?.hits ?? [], atc).filter(({ id }) => !refused.has(id));
  const chosen = controls === 'none' ? [] : controls === 'picked' ? picked : suggested;
  if (picking !== null) {
    const isControls = picking === 'controls';
    return (
      <ConceptPicker
        title={t(`safety.new.pick.${picking}`)}
        domain={isControls ? 'Condition' : 'Drug'}
        multiple={isControls}
        onClose={() => setPicking(null)}
        onPick={(concepts) => {
          setPicking(null);
          const [concept] = concepts;
          if (isControls) {
            const known = new Set(picked.map(({ id }) => id));
            setPicked([...picked, ...concepts.filter(({ id }) => !known.has(id))]);
          } else if (concept) {
            (picking === 'exposure' ? setExposure : setComparator)({ kind: 'drug', concept });
          }
        }}
      />
    );
  }
  const create = () => {
    if (!exposure) return;
    const study = newSafetyStudy(exposure, comparator, chosen);
    onClose();
    addStudies(app, [{ name: 'safety', text: `${JSON.stringify(study, null, 2)}\n` }]);
  };
  return (
    <Dialog title={t('safety.new.title')} onClose={onClose} className="wide">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        {!ready && <p className="study-warning">{t('studies.new.needsRelease')}</p>}
        <ExposureField
          label={t('safety.new.exposure')}
          hint={t('safety.new.exposureText')}
          value={exposure}
          onChange={setExposure}
          onPick={() => setPicking('exposure')}
          ready={ready}
        />
        <ExposureField
          label={t('safety.new.comparator')}
          hint={t('safety.new.comparatorText')}
          value={comparator}
          onChange={setComparator}
          onPick={() => setPicking('comparator')}
          ready={ready}
        />
        <div className="field">
          <span>{t('safety.new.controls')}</span>
          <Segments<Controls>
            label={t('safety.new.controls')}
            value={controls}
            onChange={setControls}
            options={(['suggested', 'picked', 'none'] as const).map((id) => ({
              id,
              label: t(`safety.new.controls.${id}`),
            }))}
          />
        </div>
        <p className="hint">{t(`safety.new.controls.${controls}Text`)}</p>
        {controls === 'suggested' && chosen.length > 0 && (
          <p className="study-warning">
            <TriangleAlert size={14} aria-hidden />
            {t('safety.new.controls.check', { count: chosen.length, atc: atc ?? '—' })}
          </p>
        )}
        {controls !== 'none' && (
          <ControlsChoice
            names={chosen.map((one) => ({ id: one.id, name: `${one.code} ${conceptName(one, locale)}` }))}
            onRemove={(id) =>
              controls === 'picked'
                ? setPicked(picked.filter((one) => one.id !== id))
                : setRefused(new Set([...refused, id]))
            }
            onAdd={controls === 'picked' && ready ? () => setPicking('controls') : null}
          />
        )}
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={exposure === null}>
            {t('studies.new.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
