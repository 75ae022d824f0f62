// Compares what each entry of a package offers, as built, with the report of it in the package's folder `api`; with `--write` renews the reports.
// `node scripts/api-reports.mjs [--write] PACKAGE FOLDER …`
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const isWriting = process.argv.includes('--write');
const folders = process.argv.slice(2).filter((word) => word !== '--write');

for (const folder of folders.map((name) => resolve(name))) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entries = Object.entries(manifest.exports).filter(([, target]) => target.types !== undefined);
  const configs = entries.map(([entry, { types }]) => configure(folder, entry, join(folder, types)));
  await mkdir(join(folder, 'api'), { recursive: true });
  const compilerState = CompilerState.create(configs[0], {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
  for (const config of configs) {
    const { apiReportChanged } = Extractor.invoke(config, {
      compilerState,
      localBuild: isWriting,
      messageCallback: keepQuiet,
    });
    if (!apiReportChanged) continue;
    const report = `${manifest.name}: api/${config.reportFilePath.split(/[\\/]/).at(-1)}`;
    if (isWriting) console.log(`renewed ${report}`);
    else {
      console.error(`${report} is not what was built. \`pnpm api\` renews it; review the difference.`);
      process.exitCode = 1;
    }
  }
}

/** `.` → `api/index.api.md`, `./node` → `api/node.api.md`. */
function configure(folder, entry, types) {
  const name = entry === '.' ? 'index' : entry.slice(2);
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(folder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: types,
      newlineKind: 'lf',
      // As a user's compiler reads it: the other packages by what they have built.
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'nodenext',
            target: 'es2022',
            lib: ['es2023', 'dom', 'dom.iterable'],
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: join(folder, 'api'),
        // Types that a signature names and this entry does not export are shown, too.
        includeForgottenExports: true,
        reportTempFolder: join(folder, 'node_modules/.api'),
      },
      messages: {
        extractorMessageReporting: {
          // The sources mark what is private by not exporting it.
          'ae-missing-release-tag': { logLevel: 'none' },
        },
      },
    },
  });
}

/** What the reports say of themselves is in them; the rest is said above. */
function keepQuiet(message) {
  message.logLevel = 'none';
}
