/** The certificate of a clearance: everything that stands on its one page, in words, before anything is drawn. */
import { type ClearanceStanding, isInForce } from '~/domain/clearance-standing'
import type { Proof } from '~/domain/proof'
import type { SignedContent } from '~/domain/signed-content'
import { nameOfLine } from '~/domain/version-fields'
import { clientName } from './client-words'
import { decisionLooks } from './decision-badge'
import { type ClinicFormat, formatDay, formatInstant } from './format'
import { limitSentences } from './limit-words'
import { programFacts } from './program-facts'
import { doseWords } from './review/rule-words'
import { standingLooks, standingSentence } from './standing-words'
import { outcomeLooks } from './status-words'
import { professionWords, versionKindWords } from './words'

export type SheetFact = { term: string; value: string }

/** `title` and `subject` are for the file's own description, so they name nobody. */
export type CertificateSheet = {
  title: string
  subject: string
  paper: 'A4' | 'LETTER'
  clinic: string
  heading: string
  /** `stop`: not in force, and it says so across the top. */
  standing: { tone: 'ok' | 'hold' | 'stop'; headline: string; sentence: string }
  client: SheetFact[]
  program: SheetFact[]
  lines: { name: string; dose: string }[]
  /** Said where not every line has room. */
  moreLines: (count: number) => string
  signature: { meaning: string; facts: SheetFact[] }
  foot: string
}

export type Certified = {
  proof: Proof
  signed: SignedContent
  standing: ClearanceStanding
  clinicName: string
  /** Who asked for it, when, and the event in the audit chain that remembers it. */
  printed: { by: string; at: Date; seq: number; hash: string }
  format: ClinicFormat
}

export function certificateSheet(certified: Certified): CertificateSheet {
  const { proof, standing, clinicName, printed, format } = certified
  const asOf = formatInstant(printed.at, format)
  const word = standingLooks[standing].word
  return {
    title: 'Certificate of clearance',
    subject: `Decision ${proof.decision.id}`,
    paper: /-(US|CA)$/.test(format.locale) ? 'LETTER' : 'A4',
    clinic: clinicName,
    heading: 'Certificate of clearance',
    standing: {
      tone: isInForce(standing) ? (standing === 'on-hold' ? 'hold' : 'ok') : 'stop',
      headline: isInForce(standing) ? `${word}, as of ${asOf}` : `NOT IN FORCE: ${word.toUpperCase()}, as of ${asOf}`,
      sentence: standingSentence(standing, proof, format),
    },
    client: clientFacts(certified),
    program: certificateFacts(certified),
    lines: certified.signed.content.prescriptions.map((line) => ({
      name: nameOfLine(line),
      dose: doseWords(line, format),
    })),
    moreLines: (count) => `and ${count} more ${count === 1 ? 'line' : 'lines'}: see the program.`,
    signature: { meaning: proof.decision.meaning, facts: signatureFacts(certified) },
    foot: `Printed by ${printed.by}, ${asOf}: event ${printed.seq} of the clinic’s audit chain, ${printed.hash}. The register holds the signature and all it rests on.`,
  }
}

function clientFacts({ proof: { client }, format }: Certified): SheetFact[] {
  return [
    { term: 'Client', value: clientName(client) },
    { term: 'Born', value: formatDay(client.birthDate, format) },
    { term: 'Record', value: client.recordNumber },
  ]
}

function certificateFacts({ proof, signed, format }: Certified): SheetFact[] {
  const { limits } = proof.decision
  const kind = versionKindWords[signed.content.kind].toLowerCase()
  const said = programFacts(signed.content, signed.extensionReason, format)
  const words = limitSentences(limits, format)
  const asked = signed.findings.filter(({ severity }) => severity === 'justify').length
  const answered = asked === 0 ? '' : `; outside it and answered in writing or by a limit: ${asked}`
  return [
    { term: 'Program', value: `${signed.programName}, version ${signed.number}, ${kind}` },
    ...said.map(({ term, value }) => ({ term, value: short(value) })),
    {
      term: 'Limits',
      value:
        words.length > 0
          ? `${words.join('; ')}. Where a line below asks for more, the limit counts.`
          : 'none beyond the program itself',
    },
    {
      term: 'Screening',
      value: `${formatDay(proof.screening.on, format)}: ${outcomeLooks[proof.risk].word.toLowerCase()}`,
    },
    { term: 'Rule book', value: `edition ${signed.ruleEdition ?? 'not named'}${answered}` },
  ]
}

function signatureFacts({ proof: { decision, link }, format }: Certified): SheetFact[] {
  const then = { ...format, timeZone: decision.timeZone }
  const until = decision.validUntil ? [{ term: 'First session by', value: formatDay(decision.validUntil, format) }] : []
  return [
    { term: 'Signed by', value: `${decision.signerName}, ${professionWords[decision.signedAs]}` },
    {
      term: 'Licence',
      value: `${short(decision.licenceNumber, 80)}, valid until ${formatDay(decision.licenceValidUntil, format)}`,
    },
    { term: 'Signed at', value: formatInstant(decision.at, then) },
    { term: 'Decision', value: `${decisionLooks[decision.outcome].word.toLowerCase()}, ${decision.id}` },
    ...until,
    { term: 'Content', value: `SHA-256 ${decision.contentHash}` },
    ...(link ? [{ term: 'Audit chain', value: `event ${link.seq}, ${link.hash}` }] : []),
  ]
}

/** What was written at length stands whole in the program; here it must leave room for the rest. */
function short(text: string, most = 240): string {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}
