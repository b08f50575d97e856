/** `npm run migrate:new -- name`: a migration named by the UTC minute, drafted from what changed in schema.prisma since the last commit. */
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { schemaDiff } from './schema-diff'

const name = process.argv[2] ?? ''
if (!/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in small letters: npm run migrate:new -- add_something')
  process.exit(1)
}
const minute = new Date().toISOString().replace(/[-:T]/g, '').slice(0, 12)
const folder = join(import.meta.dirname, 'migrations', `${minute}00_${name}`)
const committed = execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8' })
const present = await readFile(join(import.meta.dirname, 'schema.prisma'), 'utf8')
const draft = await schemaDiff(committed, present)
await mkdir(folder)
await writeFile(join(folder, 'migration.sql'), draft)
console.log(
  `${join(folder, 'migration.sql')}\nRead it, add checks, triggers, policies and grants, then: npm run migrate`,
)
