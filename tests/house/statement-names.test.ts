/** A prepared statement is known by its name on every connection: two texts under one name would answer with an error. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..', '..', 'app', 'data')

it('every statement has a name of its own', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.server.ts'))
  const names = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/\bname: '([a-z0-9-]+)'/g)].map(([, name]) => name),
  )
  expect(names.length).toBeGreaterThan(40)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
