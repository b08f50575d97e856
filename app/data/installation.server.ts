/** What this database is for, as its owner wrote it down. */
import { queryInstallation } from '~/database/door.server'

/** `real` holds people's records, `demo` made-up people with known passwords, `test` neither. */
export type InstallationKind = 'real' | 'demo' | 'test'

export async function installationKind(): Promise<InstallationKind> {
  const rows = await queryInstallation<{ kind: InstallationKind }>({
    name: 'installation_kind',
    text: 'select kind from installation',
    values: [],
  })
  const [installation] = rows
  if (!installation) throw new Error('The database does not say what it is for: run the migrations.')
  return installation.kind
}
