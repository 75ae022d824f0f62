import type { EpochMetrics } from '@ssrm/model';

/** The measurements as `epoch,train_loss,train_accuracy,test_loss,test_accuracy`; test cells are empty without test songs. */
export function metricsToCsv(history: readonly EpochMetrics[]): string {
  const rows = history.map(({ epoch, trainLoss, trainAccuracy, testLoss, testAccuracy }) =>
    [epoch, trainLoss, trainAccuracy, testLoss ?? '', testAccuracy ?? ''].join(','),
  );
  return `${['epoch,train_loss,train_accuracy,test_loss,test_accuracy', ...rows].join('\n')}\n`;
}
