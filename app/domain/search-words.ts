/** What is typed to find somebody, and how it fits what they are called; the database's search_words() says the same. */

/** Of a word no more than this is told apart. */
const longestWord = 24
/** More words than this narrow nothing down. */
const mostWords = 6

const lettersOfTheirOwn: Record<string, string> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

const betweenNames = /[\t-\r \u2028\u2029\ufeff]+/u
const insideNames = /[!-/:-@[-`{-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2010-\u2027\u202a-\u206f\u3001-\u303f]+/u

/** Without capitals, accents and the letters that one keyboard has and another has not. */
export function foldedText(said: string): string {
  return said
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[øđðłıςßæœþ]/gu, (letter) => lettersOfTheirOwn[letter] ?? letter)
    .replaceAll(/[\u0300-\u036f]/gu, '')
}

/** The words somebody is looked up by: "O'Brien" is o, brien and obrien. */
export function searchWords(said: string): string[] {
  const words = foldedText(said)
    .split(betweenNames)
    .flatMap((token) => [...token.split(insideNames), token.replaceAll(new RegExp(insideNames, 'gu'), '')])
  return distinct(words)
}

/** The words of what was typed, the longest first: it says most. */
export function typedWords(typed: string): string[] {
  const words = foldedText(typed)
    .split(betweenNames)
    .flatMap((token) => token.split(insideNames))
  return distinct(words)
    .sort((one, other) => other.length - one.length)
    .slice(0, mostWords)
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => [...word].slice(0, longestWord).join('')).filter((word) => word !== ''))]
}

/** A word with each one of its letters left out. */
export function deletions(word: string): string[] {
  const letters = [...word]
  return [...new Set(letters.map((_, place) => letters.filter((_letter, at) => at !== place).join('')))]
}

/** Shorter words are too alike to say that one was meant by the other; and a number is right or it is not. */
const shortestWithSlip = 4

function takesSlip(word: string): boolean {
  return [...word].length >= shortestWithSlip && !/[0-9]/.test(word)
}

/** Whether `typed` is `word`, of four letters or more, with one letter wrong, missing, too many, or swapped with the next. */
export function isOneSlip(typed: string, word: string): boolean {
  if (typed === word || !takesSlip(word) || /[0-9]/.test(typed)) return false
  const [one, other] = [[...typed], [...word]]
  const from = one.findIndex((letter, place) => letter !== other[place])
  const start = from === -1 ? one.length : from
  const rest = (letters: string[], skipped: number) => letters.slice(start + skipped).join('')
  if (one.length === other.length) {
    const isSwapped = one[start] === other[start + 1] && one[start + 1] === other[start]
    return rest(one, 1) === rest(other, 1) || (isSwapped && rest(one, 2) === rest(other, 2))
  }
  return one.length > other.length ? rest(one, 1) === rest(other, 0) : rest(one, 0) === rest(other, 1)
}

/** The keys of words that `typed` may have been meant for, one slip aside. */
export function slipKeys(typed: string): string[] {
  const { length } = [...typed]
  if (length < shortestWithSlip - 1 || /[0-9]/.test(typed)) return []
  const left = length < shortestWithSlip ? [] : deletions(typed)
  return [typed, ...left].map((word) => `~${word}`)
}

/** What a slip costs: more than all words that are only begun. */
export const ofASlip = 100

/**
 * How well somebody fits what was typed: 0 is every word to the letter, a beginning costs 1, a slip 100; null is not at
 * all. Each word that was typed must fit one of theirs.
 */
export function fitOf(typed: readonly string[], words: readonly string[]): number | null {
  let fit = 0
  for (const word of typed) {
    if (words.includes(word)) continue
    if (words.some((theirs) => theirs.startsWith(word))) fit += 1
    else if (words.some((theirs) => isOneSlip(word, theirs))) fit += ofASlip
    else return null
  }
  return fit
}
