import { parentPort } from 'node:worker_threads';
import { answerCalculation } from '../../shared/study/calculation/calculator.ts';

parentPort?.once('message', (request) =>
  answerCalculation(
    request,
    (message) => parentPort?.postMessage(message),
    () => performance.now(),
  ),
);
