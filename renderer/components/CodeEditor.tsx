import { memo, type Ref } from 'react';
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
            <Line key={i} text={line} />
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

/** A coloured line; typing in another one leaves it as it is. */
const Line = memo(function Line({ text }: { readonly text: string }) {
  return (
    <li>
      <code>
        {highlight('json', text).map((token, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place alone
          <span key={at} className={`code-${token.kind}`}>
            {token.text}
          </span>
        ))}
        {'\n'}
      </code>
    </li>
  );
});
