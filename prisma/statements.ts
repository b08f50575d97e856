/** Finds the statement of an SQL script in which something went wrong. Only to name it: the server does its own reading. */

const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\bBEGIN\s+ATOMIC\b|\bCASE\b|\bEND\b|;/gi

export type Statement = { line: number; text: string }

/** The statements of `sql` in order, comments before them left out, with the line (from 1) on which each begins. */
export function statementsOf(sql: string): Statement[] {
  const found: Statement[] = []
  let start = 0
  let depth = 0
  for (const match of `${sql};`.matchAll(tokens)) {
    const token = match[0].toUpperCase()
    if (token.startsWith('BEGIN') || (token === 'CASE' && depth > 0)) depth += 1
    else if (token === 'END' && depth > 0) depth -= 1
    else if (token === ';' && depth === 0) {
      const statement = statementBetween(sql, start, match.index)
      if (statement) found.push(statement)
      start = match.index + 1
    }
  }
  return found
}

/** The line (from 1) of the character at `offset` (from 0). */
export function lineAt(sql: string, offset: number): number {
  return sql.slice(0, offset).split('\n').length
}

function statementBetween(sql: string, from: number, to: number): Statement | null {
  const whole = sql.slice(from, to)
  const lead = whole.match(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/)?.[0].length ?? 0
  const text = whole.slice(lead).trim()
  return text ? { line: lineAt(sql, from + lead), text } : null
}
