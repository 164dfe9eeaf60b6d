import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useEffect, useState } from 'react';
import { useTexts } from '../state/AppContext.tsx';
import { Button } from './Button.tsx';

interface CopyButtonProps {
  readonly label: string;
  readonly copy: () => Promise<void>;
}

/** Copies and says so for a moment. */
export function CopyButton({ label, copy }: CopyButtonProps) {
  const { t } = useTexts();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      icon={copied ? Check : Copy}
      onPress={() => {
        void copy().then(() => setCopied(true));
      }}
    >
      {copied ? t('action.copied') : label}
    </Button>
  );
}
