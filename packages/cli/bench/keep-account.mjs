// Loaded into a measured process before its own code: at the end writes what it cost, and when its stages began.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const marks = performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime }));
  const account = {
    processorMs: (user + system) / 1000,
    memoryMb: peakMb(),
    marks,
    end: performance.now(),
  };
  writeFileSync(process.env.SSRM_BENCH_ACCOUNT, JSON.stringify(account));
});

/** Of this process alone: `maxRSS` also counts its parent, from which it was forked, where the system tells the two apart. */
function peakMb() {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}
