import { Radio, RadioGroup } from 'react-aria-components';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { changeEngine } from '../../state/releaseActions.ts';

const engines = ['native', 'wasm'] as const;

/** Which engine answers, and what each one means. */
export function EngineSettings() {
  const app = useApp();
  const { t } = useTexts();
  const host = useAppState((state) => state.host);
  const preferred = useAppState((state) => state.settings.engine);
  const busy = useAppState((state) => state.jobs.length > 0);
  const browser = app.platform.kind === 'browser';
  const running = host.state === 'ready' ? host.engine : preferred;
  return (
    <>
      <p className="hint">
        {t(browser ? 'settings.engine.browser' : busy ? 'settings.engine.busy' : 'settings.engine.about')}
      </p>
      <RadioGroup
        className="radios"
        aria-label={t('settings.engine')}
        value={running}
        isDisabled={browser || busy}
        onChange={(chosen) => {
          const engine = engines.find((id) => id === chosen);
          if (engine && engine !== running) void changeEngine(app, engine);
        }}
      >
        {engines.map((id) => (
          <Radio key={id} value={id} className="radio">
            <span className="radio-dot" />
            <span>
              <strong>{t(`engine.${id}`)}</strong>
              <small>{t(`engine.${id}.about`)}</small>
            </span>
          </Radio>
        ))}
      </RadioGroup>
    </>
  );
}
