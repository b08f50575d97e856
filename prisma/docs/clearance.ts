/** docs/clearance.md: the two tables of moves and who signs what, as text; it says only what the tables say. */
import { decisionKinds, decisionMoves, longestValidDays, meanings } from '~/domain/clearance'
import {
  type MoveRow,
  programMoveNames,
  programMoves,
  programStatuses,
  versionMoveNames,
  versionMoves,
} from '~/domain/program'
import { versionStatuses } from '~/domain/version'

/** The whole page as Markdown, with a line end at its end. */
export function clearancePage(): string {
  return `${[
    '# The life of a program',
    'Rendered from the tables of moves in `app/domain/program.ts` by `npx tsx prisma/render-docs.ts`; a test compares the two. What is not in a table cannot happen: the domain refuses it, and the database refuses it again.',
    'A *trainer* is a member with that role, a *clinician* a physical therapist or a doctor, and the *system* the consequence of another move or the enforcer. Nobody decides on a program they raised, wrote or amended, whatever their roles.',
    '## A version',
    `A version is ${listed(versionStatuses)}.`,
    movesTable(versionMoveNames, versionMoves),
    `${ended(versionStatuses, Object.values(versionMoves))} are final: no move leads out of them, so an older clearance never revives. What was sent back or withdrawn is followed by a next version of the same program; what was declined outright, by a copy.`,
    '## A program',
    `A program is ${listed(programStatuses)}.`,
    movesTable(programMoveNames, programMoves),
    `${ended(programStatuses, Object.values(programMoves))} are final. A program never becomes active without a clearance in force, neither by a start nor by a lift.`,
    '## What one move brings about in another',
    [
      '- A clearance supersedes the version that was in force before.',
      '- A revocation stops the program.',
      '- A program that is completed or stopped takes back what is still submitted.',
      `- A clearance that is not started within its validity (a clinic setting, ${longestValidDays} days at most; the last day counts) expires.`,
    ].join('\n'),
    '## What a signature means',
    signatures(),
  ].join('\n\n')}\n`
}

function movesTable<Move extends string, Status extends string>(
  names: readonly Move[],
  moves: Record<Move, MoveRow<Status>>,
): string {
  const rows = names.map((name) => {
    const { from, to, by, needs } = moves[name]
    return [spoken(name), from.map(spoken).join(', '), to.map(spoken).join(', '), by.join(', '), needs]
  })
  return table(['move', 'from', 'to', 'by', 'needs'], rows)
}

function signatures(): string {
  const decided = decisionKinds.map((kind) => [spoken(kind), spoken(decisionMoves[kind]), meanings[kind]])
  return table(['decision', 'move', 'meaning'], [...decided, ['revoked', 'revoke', meanings.revoked]])
}

/** The statuses that no row leads out of. */
function ended<Status extends string>(statuses: readonly Status[], rows: readonly MoveRow<Status>[]): string {
  const final = statuses.filter((status) => !rows.some(({ from }) => from.includes(status)))
  const said = listed(final, 'and')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

function listed(names: readonly string[], last = 'or'): string {
  const said = names.map(spoken)
  return `${said.slice(0, -1).join(', ')} ${last} ${said.at(-1)}`
}

function spoken(word: string): string {
  return word.replaceAll('-', ' ')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
