import { SsrmError } from '@ssrm/features';

/**
 * A package that only some users need, imported by `load`.
 *
 * @param install - What to write after `npm install`.
 * @throws {@link SsrmError} with code `missing-dependency` and the line that installs it, if it cannot be imported.
 */
export async function importOptionalPeer<Module>(
  name: string,
  install: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw missingDependency(
      `Expected the package ${name} to be installed, but it could not be imported.`,
      install,
      cause,
    );
  }
}

/** The error that tells which package to install. */
export function missingDependency(message: string, install: string, cause?: unknown): SsrmError {
  return new SsrmError(`${message} Install it with: npm install ${install}`, {
    code: 'missing-dependency',
    cause,
  });
}
