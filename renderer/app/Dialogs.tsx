import { AboutDialog } from '../screens/about/AboutDialog.tsx';
import { AddDialog } from '../screens/builder/AddDialog.tsx';
import { NewDefinitionDialog } from '../screens/builder/NewDefinitionDialog.tsx';
import { CombineDialog } from '../screens/cohorts/CombineDialog.tsx';
import { PasteDialog } from '../screens/cohorts/PasteDialog.tsx';
import { GlossaryDialog } from '../screens/glossary/GlossaryDialog.tsx';
import { DemoDialog } from '../screens/releases/DemoDialog.tsx';
import { ProjectChoiceDialog } from '../screens/releases/ProjectChoiceDialog.tsx';
import { NewSafetyDialog } from '../screens/safety/start/NewSafetyDialog.tsx';
import { SettingsDialog } from '../screens/settings/SettingsDialog.tsx';
import { NewStudyDialog } from '../screens/studies/NewStudyDialog.tsx';
import { useApp, useAppState } from '../state/AppContext.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

/** The dialog that is open, if any. */
export function Dialogs() {
  const app = useApp();
  const dialog = useAppState((state) => state.dialog);
  const close = () => app.store.setState({ dialog: null });
  switch (dialog) {
    case 'palette':
      return <CommandPalette onClose={close} />;
    case 'shortcuts':
      return <ShortcutSheet onClose={close} />;
    case 'settings':
      return <SettingsDialog onClose={close} />;
    case 'glossary':
      return <GlossaryDialog onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case 'openProject':
      return <ProjectChoiceDialog />;
    case 'pasteDefinition':
      return <PasteDialog onClose={close} />;
    case 'combine':
      return <CombineDialog onClose={close} />;
    case 'createDemo':
      return <DemoDialog onClose={close} />;
    case 'newDefinition':
      return <NewDefinitionDialog onClose={close} />;
    case 'addToDefinition':
      return <AddDialog onClose={close} />;
    case 'newStudy':
      return <NewStudyDialog onClose={close} />;
    case 'newSafety':
      return <NewSafetyDialog onClose={close} />;
    case null:
      return null;
  }
}
