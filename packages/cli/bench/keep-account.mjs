// Loaded into a measured process before its own code: at the end writes what it cost, and when its stages began.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const marks = performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime }));
  const account = {
    processorMs: (user + system) / 1000,
    memoryMb: process.resourceUsage().maxRSS / 1024,
    marks,
    end: performance.now(),
  };
  writeFileSync(process.env.SSRM_BENCH_ACCOUNT, JSON.stringify(account));
});
