/** The page of one thing done to a program: its head, the shell, and whatever else the act needs to show. */
import type { Query } from '~/database/query.server'
import type { Action } from '~/domain/access'
import type { ProgramHead } from '~/domain/program-head'
import type { Reader } from './head.server'
import { readFramedProgram } from './program-door.server'
import type { Shell } from './shell.server'

type Asked = { programId: string | undefined; otherId?: string | undefined; pathKind: string; at: Date; action: Action }

export function readProgramAct(member: Reader, asked: Asked): Promise<{ shell: Shell; program: ProgramHead }> {
  return readProgramActWith(member, asked, async () => ({}))
}

export function readProgramActWith<More extends object>(
  member: Reader,
  asked: Asked,
  more: (query: Query, program: ProgramHead) => Promise<More>,
): Promise<{ shell: Shell; program: ProgramHead } & More> {
  return readFramedProgram(member, asked, async (query, program, shell) => ({
    shell,
    program,
    ...(await more(query, program)),
  }))
}
