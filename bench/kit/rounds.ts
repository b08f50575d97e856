/** Rounds in which everything that is compared has its turn, so that a machine that is slow for a while is so for all. */

/** Runs each once a round, `rounds` times, in an order that turns from round to round; the first round warms up and is not kept. */
export async function interleaved<Answers extends Record<string, unknown>>(
  turns: { [Name in keyof Answers]: () => Promise<Answers[Name]> },
  rounds: number,
): Promise<{ [Name in keyof Answers]: Answers[Name][] }> {
  const names = Object.keys(turns) as (keyof Answers)[]
  const answers = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
    [Name in keyof Answers]: Answers[Name][]
  }
  for (let round = 0; round <= rounds; round += 1) {
    for (const index of names.keys()) {
      const name = names[(index + round) % names.length] as keyof Answers
      const answer = await turns[name]()
      if (round > 0) answers[name].push(answer)
    }
    process.stderr.write(round === 0 ? 'warm ' : `${round}/${rounds} `)
  }
  process.stderr.write('\n')
  return answers
}

/** One after another, and from the first again. */
export function inTurn<One>(all: readonly One[]): () => One {
  let turn = 0
  return () => {
    turn += 1
    return all[turn % all.length] as One
  }
}
