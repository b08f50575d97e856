/** Where the rules come from, cited as clinical-rules has them and no further, and how far each was verified. */

/** Sourced: read in the source named. Not verified: advise only. House: the product's own judgement, never a stop. */
export type Standing = 'sourced' | 'secondary' | 'not-verified' | 'house'

export type Citation = { source: string; standing: Standing }

export const issa: Citation = { source: 'ISSA article', standing: 'sourced' }
/** What the short name stands for. */
export const issaInFull =
  'ISSA, "Blood Flow Restriction Training - What Trainers Need to Know", which rests on Patterson et al. 2019, ' +
  'Front Physiol 10:533, and Hughes et al. 2017, Br J Sports Med 51:1003'
export const secondary: Citation = { source: 'Secondary source', standing: 'secondary' }
export const vald: Citation = { source: 'VALD (secondary)', standing: 'secondary' }
export const house: Citation = { source: 'House rule', standing: 'house' }
export const notVerified: Citation = { source: 'Not verified', standing: 'not-verified' }

/** Nascimento 2022, by the number of its table. */
export function nascimento(table: 3 | 5): Citation {
  return { source: `Nascimento 2022, table ${table}`, standing: 'sourced' }
}

/** A citation with what it rests on besides; the standing is that of the first. */
export function also(first: Citation, further: string): Citation {
  return { ...first, source: `${first.source}; ${further}` }
}

/** A citation with a remark: what the source says, or how far it goes. */
export function noting(citation: Citation, remark: string): Citation {
  return { ...citation, source: `${citation.source} (${remark})` }
}
