import { useEffect, useRef } from 'react';

/** A ring around a control wherever it is now; follows it and lets every click and key through. */
export function Spotlight({ targets }: { readonly targets: readonly string[] }) {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const element = ring.current;
      if (!element) return;
      const target = targets.map(onScreen).find((one) => one !== null);
      element.hidden = target === undefined;
      if (!target) return;
      const { left, top, width, height } = target.getBoundingClientRect();
      Object.assign(element.style, {
        transform: `translate(${left - 4}px, ${top - 4}px)`,
        width: `${width + 8}px`,
        height: `${height + 8}px`,
      });
    };
    place();
    const timer = setInterval(place, 200);
    window.addEventListener('resize', place);
    return () => {
      clearInterval(timer);
      window.removeEventListener('resize', place);
    };
  }, [targets]);
  return <div ref={ring} className="spotlight" aria-hidden hidden />;
}

function onScreen(selector: string): Element | null {
  const element = document.querySelector(selector);
  const box = element?.getBoundingClientRect();
  return element && box && box.width > 0 && box.height > 0 ? element : null;
}
