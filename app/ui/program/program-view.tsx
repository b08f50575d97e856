/** A program on one page: where it stands, what may be done, what was cleared, and everything that happened. */
import { Card } from '../card'
import type { ClinicFormat } from '../format'
import { ProgramFacts } from '../program-facts'
import { limitSentences } from '../limit-words'
import { ClearanceCard, ConsentCard, WindowCard } from './clearance-cards'
import { FlagList } from './flag-list'
import { HoldList } from './hold-list'
import { LinesInForce } from './lines-in-force'
import { ProgramNow } from './program-now'
import { type ProgramSent, type ProgramShown, shownProgram } from './program-sent'
import { SessionList } from './session-list'
import { VersionHistory } from './version-history'

export type ProgramViewProps = { sent: ProgramSent; plateStepG: number; format: ClinicFormat }

export function ProgramView({ sent, plateStepG, format }: ProgramViewProps) {
  const shown = shownProgram(sent)
  const { program, record, content, clearance, ways } = shown
  return (
    <div className="stack">
      <ProgramFacts content={content} format={format} />
      {record.endReason ? <p>Ended: {record.endReason}</p> : null}
      <div className="columns">
        <div className="stack">
          <ProgramNow program={program} ways={ways} blockers={shown.blockers} lines={content.prescriptions} />
          <Card
            title={program.inForce ? 'What is cleared?' : 'What is asked for?'}
            sub={limitWords(shown, format)}
            flush
          >
            <LinesInForce lines={shown.lines} plateStepG={plateStepG} format={format} />
          </Card>
          <SessionList sessions={record.sessions} count={record.sessionCount} format={format} />
        </div>
        <div className="stack">
          <HoldList programId={program.id} holds={record.holds} format={format} />
          <WindowCard strip={shown.strip} />
          <FlagList programId={program.id} flags={shown.flags} mayContinue={shown.mayContinue} format={format} />
          <ClearanceCard program={program} clearance={clearance} format={format} />
          <ConsentCard
            program={program}
            consents={record.consents}
            mayRecord={ways.includes('record-consent')}
            format={format}
          />
        </div>
      </div>
      <VersionHistory programId={program.id} versions={record.versions} mayReview={shown.mayReview} format={format} />
    </div>
  )
}

function limitWords({ program, clearance }: ProgramShown, format: ClinicFormat): string {
  if (!program.inForce) return 'not cleared'
  const limits = clearance ? limitSentences(clearance.limits, format) : []
  return `version ${program.inForce.number}${limits.length > 0 ? `, ${limits.join(', ')}` : ', as asked'}`
}
