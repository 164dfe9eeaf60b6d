import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import type { RefObject } from 'react';
import { Input, Button as PressTarget, SearchField } from 'react-aria-components';
import { useTexts } from '../../state/AppContext.tsx';

interface ConceptSearchFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The list that the arrow down leads to. */
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly onEnter?: () => void;
}

export function ConceptSearchField({
  text,
  onChange,
  listRef,
  label,
  autoFocus = false,
  onEnter,
}: ConceptSearchFieldProps) {
  const { t } = useTexts();
  return (
    <SearchField
      className="concept-search"
      aria-label={label ?? t('concepts.search')}
      value={text}
      onChange={onChange}
      autoFocus={autoFocus}
      {...(onEnter ? { onSubmit: onEnter } : {})}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') {
          event.continuePropagation();
          return;
        }
        event.preventDefault();
        listRef.current?.focus();
      }}
    >
      <Search size={15} aria-hidden />
      <Input placeholder={label ?? t('concepts.searchHint')} spellCheck="false" autoComplete="off" />
      {text !== '' && (
        <PressTarget className="button quiet icon-only" aria-label={t('concepts.clear')}>
          <X size={14} aria-hidden />
        </PressTarget>
      )}
    </SearchField>
  );
}
