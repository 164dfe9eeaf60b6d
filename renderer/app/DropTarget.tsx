import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { openDropped } from '../state/releaseActions.ts';

/** Takes releases and definitions dropped anywhere on the window. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const app = useApp();
  const { t } = useTexts();
  const open = useAppState((state) => state.release !== null);
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a keyboard way too, the Open and Import commands
    <div
      className="drop-target"
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!carriesFiles(event)) return;
        depth.current -= 1;
        if (depth.current === 0) setOver(false);
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        void openDropped(app, event.dataTransfer);
      }}
    >
      {children}
      {over && <div className="drop-hint">{t(open ? 'drop.releaseOrDefinitions' : 'drop.release')}</div>}
    </div>
  );
}
