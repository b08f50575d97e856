/** The members pages, one by one: an admin's of this clinic, and as if there were nobody for everybody else. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import * as invitation from '~/routes/invitations.$invitationId._index'
import * as resend from '~/routes/invitations.$invitationId_.resend'
import * as revocation from '~/routes/invitations.$invitationId_.revocation'
import * as member from '~/routes/members.$memberId._index'
import * as credential from '~/routes/members.$memberId_.credential'
import * as deactivation from '~/routes/members.$memberId_.deactivation'
import * as licence from '~/routes/members.$memberId_.licence'
import * as name from '~/routes/members.$memberId_.name'
import * as reactivation from '~/routes/members.$memberId_.reactivation'
import * as roles from '~/routes/members.$memberId_.roles'
import * as members from '~/routes/members._index'
import * as invite from '~/routes/members.new'
import { ask, type Route } from '../asking'
import { buildClinic, type Clinic, password } from '../builders'
import { inviteTo, standingOf } from '../changing-members'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const canary = 'Canarywell'
let clinic: Clinic
let elsewhere: Clinic
let ids: { memberId: string; invitationId: string }

const ofOne = { member, name, roles, licence, credential, deactivation, reactivation, invitation, resend, revocation }
const ofAll = { members, invite }
const pages = (all: object): [string, Route][] =>
  Object.entries(all).flatMap(([id, route]: [string, { loader: Route; action?: Route }]) => [
    [`GET ${id}`, route.loader] as [string, Route],
    ...(route.action ? [[`POST ${id}`, route.action] as [string, Route]] : []),
  ])

beforeAll(async () => {
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
  await clinic.owner('update members set name = $2 where id = $1', [clinic.otherTrainer.memberId, canary])
  const { id: invitationId } = await inviteTo(clinic, { name: canary })
  ids = { memberId: clinic.otherTrainer.memberId, invitationId }
})

async function fields() {
  const standing = await standingOf(clinic, clinic.otherTrainer)
  return {
    key: randomUUID(),
    standing,
    password,
    reason: 'x',
    name: 'Somebody Else',
    roles: 'admin',
    validUntil: '2030-01-01',
  }
}

const changes = async () =>
  (
    await clinic.owner<{ n: number }>(
      `select count(*)::int as n from audit_events where clinic_id = $1 and kind ~ '^(member|invitation)'`,
      [clinic.id],
    )
  )[0]?.n

describe.each(pages({ ...ofOne, ...ofAll }))('%s', (says, route) => {
  it('is nothing for a trainer, a therapist and a doctor', async () => {
    const before = await changes()
    for (const who of [clinic.trainer, clinic.therapist, clinic.doctor]) {
      const answer = await ask(route, who, ids, says.startsWith('POST') ? await fields() : null)
      expect(answer.status).toBe(403)
      expect(answer.text).not.toContain(canary)
    }
    expect(await changes()).toBe(before)
  })
})

describe.each(pages(ofOne))('%s', (says, route) => {
  it('is for the admin of another clinic as if it were not there', async () => {
    const before = await changes()
    const sent = says.startsWith('POST') ? await fields() : null
    const [theirs, nobodys] = [
      await ask(route, elsewhere.admin, ids, sent),
      await ask(route, elsewhere.admin, { memberId: randomUUID(), invitationId: randomUUID() }, sent),
    ]
    expect([theirs.status, theirs.text]).toEqual([404, nobodys.text])
    expect(nobodys.status).toBe(404)
    expect(await changes()).toBe(before)
  })
})

it('the admin of the clinic sees them', async () => {
  for (const [says, route] of pages({ ...ofOne, members }).filter(([id]) => id.startsWith('GET'))) {
    expect((await ask(route, clinic.admin, ids)).text, says).toContain(canary)
  }
  expect((await ask(members.loader as Route, elsewhere.admin, {})).text).not.toContain(canary)
})
