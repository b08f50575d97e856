/** The access matrix as an auditor reads it: a line a route, a mark a role, and every leak in a sentence. */
import type { Cell, Route } from './matrix'

/** Read or written by nobody, trainer, physical therapist, doctor, admin, trainer and therapist in one. */
const columns = ['', 't', 'p', 'd', 'a', 'tp'] as const

/** What is wrong about a cell, as a line. */
export function told({ route, letters, scope, way, wrong }: Cell): string {
  return `${route}: ${way} by ${letters || 'nobody'} for ${scope}: ${wrong}`
}

/** Kept out who should be let in is wrong, but no leak. */
export function isLeak({ wrong }: Cell): boolean {
  return wrong !== null && !wrong.startsWith('closed')
}

export function tableOf(routes: Route[], cells: Cell[]): string {
  const names = columns.map((letters) => (letters || '-').padStart(3)).join('')
  const widest = Math.max(...routes.map(({ path }) => path.length))
  const head = `${'route'.padEnd(widest)}  reach   read${names}   write${names}`
  const lines = routes.map((route) => {
    const own = cells.filter((cell) => cell.route === route.id)
    const marks = (ways: string[]) => columns.map((letters) => mark(own, letters, ways).padStart(3)).join('')
    const [reach] = route.class
    return `${route.path.padEnd(widest)}  ${reach.padEnd(6)}      ${marks(['GET', 'HEAD'])}        ${marks(['POST', 'PUT', 'PATCH', 'DELETE'])}`
  })
  return [head, ...lines].join('\n')
}

/** x let in for their own, . kept out, ! a leak, ? kept out and should not be, blank not asked. */
function mark(cells: Cell[], letters: string, methods: string[]): string {
  const asked = cells.filter((cell) => cell.letters === letters && methods.includes(cell.way.split(' ')[0] ?? ''))
  if (asked.length === 0) return ''
  if (asked.some(isLeak)) return '!'
  if (asked.some(({ wrong }) => wrong)) return '?'
  return asked.some(({ isIn, scope }) => isIn && scope === 'own') ? 'x' : '.'
}
