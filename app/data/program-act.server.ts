/** The page of one thing done to a program: its head, the shell, and whatever else the act needs to show. */
import type { Query } from '~/database/query.server'
import type { Action } from '~/domain/access'
import type { ProgramHead } from '~/domain/program-head'
import type { Acting } from './acting.server'
import { readProgram } from './program-door.server'
import { type Shell, shellOf } from './shell.server'

type Actor = Acting & Parameters<typeof shellOf>[0]
type Asked = { programId: string | undefined; otherId?: string | undefined; pathKind: string; at: Date; action: Action }

export function readProgramAct(member: Actor, asked: Asked): Promise<{ shell: Shell; program: ProgramHead }> {
  return readProgramActWith(member, asked, async () => ({}))
}

export function readProgramActWith<More extends object>(
  member: Actor,
  asked: Asked,
  more: (query: Query, program: ProgramHead) => Promise<More>,
): Promise<{ shell: Shell; program: ProgramHead } & More> {
  return readProgram(member, asked, async (query, program) => ({
    shell: await shellOf(member, query),
    program,
    ...(await more(query, program)),
  }))
}
