import { useEffect, useRef, useState } from 'react';
import type { OperationInput, OperationName, OperationOutput } from '../../../shared/workbenchApi.ts';
import { useApp, useAppState } from '../../state/AppContext.tsx';
import { ask } from '../../state/app.ts';
import { type Loaded, nothingLoaded } from '../../state/appState.ts';

/** Counting goes on for seconds; asking again this often shows that it does. */
const ASK_AGAIN_MS = 600;

/**
 * The workbench's answer to a question that may change at every key: the answer before stays until the new one is
 * there, and one that comes too late is dropped. @param input null asks nothing
 * @param again whether an answer is provisional, as while concepts are still counted: it is asked for again
 */
export function useAsked<N extends OperationName>(
  operation: N,
  input: OperationInput<N> | null,
  again: (answer: OperationOutput<N>) => boolean = () => false,
): Loaded<OperationOutput<N>> {
  const app = useApp();
  const release = useAppState((state) => state.release?.digest ?? null);
  const key = input === null ? null : JSON.stringify([release, operation, input]);
  const [loaded, setLoaded] = useState<Loaded<OperationOutput<N>>>(nothingLoaded);
  const latest = useRef({ input, again });
  latest.current = { input, again };
  useEffect(() => {
    const { input: question } = latest.current;
    if (key === null || question === null) {
      setLoaded(nothingLoaded);
      return;
    }
    const canceller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const asking = async () => {
      const outcome = await ask(app, operation, question, { signal: canceller.signal });
      if (canceller.signal.aborted) return;
      if (outcome.kind === 'done') {
        setLoaded({ value: outcome.value, failure: null, loading: false });
        if (latest.current.again(outcome.value)) timer = setTimeout(() => void asking(), ASK_AGAIN_MS);
      } else if (outcome.kind === 'failed') {
        setLoaded({ value: null, failure: outcome.failure, loading: false });
      }
    };
    setLoaded((before) => ({ ...before, failure: null, loading: true }));
    void asking();
    return () => {
      canceller.abort();
      clearTimeout(timer);
    };
  }, [app, key, operation]);
  return loaded;
}
