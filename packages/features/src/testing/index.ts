// Checks for fitted classes
export type { FittedCheck, FittedMatrixMaker, FittedSubject } from './fitted-checks.ts';
export { fittedChecks } from './fitted-checks.ts';
