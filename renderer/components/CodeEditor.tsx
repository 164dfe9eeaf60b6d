import type { Ref } from 'react';
import { highlight } from './highlight.ts';

interface CodeEditorProps {
  readonly text: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly fieldRef?: Ref<HTMLTextAreaElement>;
}

/** A text field over its own coloured copy; both scroll together because they share one scrolling box. */
export function CodeEditor({ text, label, onChange, fieldRef }: CodeEditorProps) {
  const lines = text.split('\n');
  return (
    <div className="code code-editor">
      <div className="code-sheet">
        <ol aria-hidden>
          {lines.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number alone
            <li key={i}>
              <code>
                {highlight('json', line).map((token, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <span key={at} className={`code-${token.kind}`}>
                    {token.text}
                  </span>
                ))}
                {'\n'}
              </code>
            </li>
          ))}
        </ol>
        <textarea
          {...(fieldRef === undefined ? {} : { ref: fieldRef })}
          aria-label={label}
          value={text}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
