import { answerCalculation, type CalculationRequest } from '../../shared/study/calculation/calculator.ts';

self.addEventListener(
  'message',
  ({ data }: MessageEvent<CalculationRequest>) =>
    answerCalculation(
      data,
      (message) => self.postMessage(message),
      () => performance.now(),
    ),
  { once: true },
);
