import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import { Dialog } from '../../components/Dialog.tsx';

export interface ConceptPickerProps {
  readonly title: string;
  /** Only concepts of this domain to begin with: `Gender`, `Unit`, `Visit`, `Type Concept` … */
  readonly domain?: string | undefined;
  readonly multiple: boolean;
  /** The concepts chosen; never empty. The caller closes the dialog. */
  readonly onPick: (concepts: readonly ConceptEntry[]) => void;
  readonly onClose: () => void;
}

/** Chooses one or several concepts. `circeConcept` (shared/vocabulary/circeConcept.ts) turns one into Circe's object. */
export function ConceptPicker({ title, onClose }: ConceptPickerProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {null}
    </Dialog>
  );
}
