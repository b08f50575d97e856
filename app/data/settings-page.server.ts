/** A page of settings as it is opened, in one door: its frame, the settings of its group, and that it was read. */
import { randomUUID } from 'node:crypto'
import { type Actor, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { SettingGroup } from '~/domain/clinic-settings'
import { noteAccess } from './access-events.server'
import { openSettings } from './clinic-settings.server'
import { shellOf } from './shell.server'

type Opening = Actor & Parameters<typeof shellOf>[0]

/** `more` is what this page shows besides, read by the same door. */
export function readSettingsPage<Group extends SettingGroup, More extends object = object>(
  member: Opening,
  group: Group,
  more?: (query: Query) => Promise<More>,
) {
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: `routes/settings.${group}`, occurredAt })
    return {
      shell: await shellOf(member, query),
      ...(await openSettings(query, group)),
      units: member.clinic.units,
      commandKey: randomUUID(),
      ...((await more?.(query)) as More),
    }
  })
}
