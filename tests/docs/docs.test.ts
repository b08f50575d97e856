import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pages } from '../../prisma/render-docs'

describe('the rendered pages', () => {
  it.each(Object.entries(pages))('%s says what the code says', (path, render) => {
    expect(readFileSync(path, 'utf8')).toBe(render())
  })

  it('name every status and every move of a program', () => {
    const page = pages['docs/clearance.md']?.() ?? ''
    for (const word of ['changes requested', 'superseded', 'not started', 'clear with limits', 'lift']) {
      expect(page).toContain(word)
    }
  })
})
