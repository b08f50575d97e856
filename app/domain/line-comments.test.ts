import { describe, expect, it } from 'vitest'
import { lineComments } from './line-comments'

const lines = [{ id: 'one' }, { id: 'two' }]

describe('comments on lines', () => {
  it.each(['changes-requested', 'declined'] as const)(
    'go back with %s, in the order of the lines, blanks left out',
    (kind) => {
      expect(lineComments(kind, { two: ' Less load ', one: 'Why twice?' }, lines)).toEqual({
        ok: true,
        comments: [
          { lineId: 'one', comment: 'Why twice?' },
          { lineId: 'two', comment: 'Less load' },
        ],
      })
      expect(lineComments(kind, { one: '  ', two: '' }, lines)).toEqual({ ok: true, comments: [] })
    },
  )

  it.each(['cleared', 'cleared-with-limits'] as const)('are not lost without a word where it is %s', (kind) => {
    expect(lineComments(kind, { one: 'Why twice?' }, lines)).toEqual({ ok: false, why: 'comments-unexpected' })
    expect(lineComments(kind, { one: ' ' }, lines)).toEqual({ ok: true, comments: [] })
  })

  it('on a line of another version are of another page', () => {
    expect(lineComments('declined', { three: 'Where is it?' }, lines)).toEqual({ ok: false, why: 'content-changed' })
  })
})
