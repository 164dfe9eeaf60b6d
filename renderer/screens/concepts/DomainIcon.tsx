import Eye from 'lucide-react/icons/eye';
import FlaskConical from 'lucide-react/icons/flask-conical';
import Hospital from 'lucide-react/icons/hospital';
import Package from 'lucide-react/icons/package';
import Pill from 'lucide-react/icons/pill';
import Ruler from 'lucide-react/icons/ruler';
import Scissors from 'lucide-react/icons/scissors';
import Stethoscope from 'lucide-react/icons/stethoscope';
import Tag from 'lucide-react/icons/tag';
import VenusAndMars from 'lucide-react/icons/venus-and-mars';
import type { Icon } from '../../components/Button.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { domainName } from './conceptTexts.ts';

const icons: Readonly<Record<string, Icon>> = {
  Condition: Stethoscope,
  Drug: Pill,
  Procedure: Scissors,
  Device: Package,
  Measurement: FlaskConical,
  Observation: Eye,
  Visit: Hospital,
  Gender: VenusAndMars,
  Unit: Ruler,
};

/** What kind of thing a concept is: a sign, and its word for those who hover. */
export function DomainIcon({ domain }: { readonly domain: string }) {
  const texts = useTexts();
  const Shape = icons[domain] ?? Tag;
  return (
    <span className="domain-icon" title={domainName(domain, texts)}>
      <Shape size={15} aria-hidden />
    </span>
  );
}
