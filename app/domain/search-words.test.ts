import { describe, expect, it } from 'vitest'
import { deletions, fitOf, foldedText, isOneSlip, searchWords, slipKeys, typedWords } from './search-words'

describe('a name without its accents', () => {
  it.each([
    ['Müller', 'muller'],
    ['ÅSA', 'asa'],
    ['Łukasz', 'lukasz'],
    ['Groß', 'gross'],
    ['Æsir Þórsson', 'aesir thorsson'],
    ['Đặng', 'dang'],
    ['İpek', 'ipek'],
    ['ﬁnn', 'finn'],
    ['Ｍａｒｙ', 'mary'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['李 明', '李 明'],
  ])('%s is %s', (said, folded) => {
    expect(foldedText(said)).toBe(folded)
  })
})

describe('the words of a name', () => {
  it.each([
    ["Siobhán O'Brien", ['siobhan', 'o', 'brien', 'obrien']],
    ['Anna-Lena Müller', ['anna', 'lena', 'annalena', 'muller']],
    ['R-1001', ['r', '1001', 'r1001']],
    ['  ', []],
    ['a'.repeat(30), ['a'.repeat(24)]],
  ])('of %j are %j', (said, words) => {
    expect(searchWords(said)).toEqual(words)
  })

  it('as typed come the longest first, and six at most', () => {
    expect(typedWords("o'brien si")).toEqual(['brien', 'si', 'o'])
    expect(typedWords('a b c d e f g h')).toHaveLength(6)
  })
})

describe('one slip', () => {
  it.each([
    ['okafor', 'okafer', 'one wrong'],
    ['okafr', 'okafor', 'one missing'],
    ['okaffor', 'okafor', 'one doubled'],
    ['okafro', 'okafor', 'two swapped'],
    ['kafor', 'okafor', 'the first missing'],
    ['okafo', 'okafor', 'the last missing'],
    ['jon', 'john', 'one of four missing'],
  ])('is %s for %s: %s', (typed, word) => {
    expect(isOneSlip(typed, word)).toBe(true)
  })

  it.each([
    ['okafor', 'okafor', 'the same'],
    ['ana', 'ann', 'three letters'],
    ['okfaro', 'okafor', 'two slips'],
    ['rokafo', 'okafor', 'one letter moved far'],
    ['1001', '1002', 'a number'],
    ['abcd', 'bcda', 'turned around'],
  ])('is not %s for %s: %s', (typed, word) => {
    expect(isOneSlip(typed, word)).toBe(false)
  })

  it('always leaves a key in common with the word that was meant', () => {
    const word = 'okafor'
    const keys = new Set([word, ...deletions(word)].map((key) => `~${key}`))
    const letters = [...word]
    const typos = letters.flatMap((letter, place) => {
      const put = (...instead: string[]) =>
        [...letters.slice(0, place), ...instead, ...letters.slice(place + 1)].join('')
      return [put(), put('x'), put(letter, letter), put('x', letter)]
    })
    for (const typo of typos) expect(slipKeys(typo).some((key) => keys.has(key))).toBe(true)
    expect(typos.filter((typo) => !isOneSlip(typo, word))).toEqual([])
  })
})

describe('who fits best', () => {
  const anna = searchWords('Anna Okafor R-1001')
  it.each([
    ['anna okafor', 0],
    ['okafor anna', 0],
    ['oka', 1],
    ['an oka', 2],
    ['okafer', 100],
    ['1001', 0],
    ['r100', 1],
    ['r1002', null],
    ['anna berg', null],
  ])('%s: %j', (typed, fit) => {
    expect(fitOf(typedWords(typed), anna)).toBe(fit)
  })
})
