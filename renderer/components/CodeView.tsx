import { memo } from 'react';
import { highlight } from './highlight.ts';
import { ScrollRegion } from './ScrollRegion.tsx';

interface CodeViewProps {
  readonly language: 'json' | 'sql';
  readonly text: string;
  readonly label: string;
}

/** Source text with line numbers and light colouring; scrolls by keyboard too. */
export const CodeView = memo(function CodeView({ language, text, label }: CodeViewProps) {
  return (
    <ScrollRegion className="code" label={label}>
      <ol>
        {text.split('\n').map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of an unchanging text have no other name
          <li key={i}>
            <code>
              {highlight(language, line).map((token, at) => (
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
    </ScrollRegion>
  );
});
