import { useEffect, useRef, useState } from 'react';
import type { ChartSpec } from '../../shared/report/charts/chartSpec.ts';
import { chartView } from './drawChart.ts';

interface VegaViewProps {
  /** What the chart shows, in a sentence: its accessible name. */
  readonly label: string;
  /** The specification for a width in pixels. */
  readonly spec: (width: number) => ChartSpec;
}

/** A chart as wide as its place, drawn again when that or the specification changes. */
export function VegaView({ label, spec }: VegaViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = place.current;
    if (!element || width === 0) return;
    const drawing = document.createElement('div');
    // The whole is one image with a name; its marks are not to be read out one by one.
    drawing.setAttribute('aria-hidden', 'true');
    const view = chartView(spec(width), drawing);
    let current = true;
    void view.runAsync().then(() => {
      if (current) element.replaceChildren(drawing);
    });
    return () => {
      current = false;
      view.finalize();
    };
  }, [width, spec]);

  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
