/** Writes the pages of docs/ that say what the code says: run it after changing a table, a test tells when it was not. */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { clearancePage } from './docs/clearance'
import { rulesPage } from './docs/rules'

/** Each rendered page by its path, with what it should hold. */
export const pages: Record<string, () => string> = {
  'docs/clearance.md': clearancePage,
  'docs/rules.md': rulesPage,
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, render] of Object.entries(pages)) writeFileSync(path, render())
}
