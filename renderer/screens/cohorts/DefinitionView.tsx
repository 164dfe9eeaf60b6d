import { Button } from '../../components/Button.tsx';
import { CodeView } from '../../components/CodeView.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Panel } from '../../components/Panel.tsx';
import { copyText } from '../../platform/clipboard.ts';
import { useApp, useTexts } from '../../state/AppContext.tsx';

interface DefinitionViewProps {
  readonly language: 'json' | 'sql';
  readonly text: string;
  readonly name: string;
}

/** The definition as Circe JSON or as the SQL that was run. */
export function DefinitionView({ language, text, name }: DefinitionViewProps) {
  const { platform } = useApp();
  const { t } = useTexts();
  const title = t(`definition.${language}`);
  return (
    <Panel
      title={title}
      aside={t(`definition.${language}.about`)}
      className="definition"
      actions={
        <>
          <CopyButton label={t('action.copy')} copy={() => copyText(text)} />
          <Button onPress={() => void platform.saveFile(`${name}.${language}`, text)}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <CodeView language={language} text={text} label={`${name} · ${title}`} />
    </Panel>
  );
}
