/** The time zones a clinic may choose: places, as this server knows them, and UTC. Whether PostgreSQL knows one, it says. */
const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]

export function timeZones(): readonly string[] {
  return zones
}
