/** The version as a clinician reads it, put into words from the signed text itself; the text stands below. */
import type { SignedContent } from '~/domain/signed-content'
import { nameOfLine } from '~/domain/version-fields'
import { Card } from '../card'
import type { ClinicFormat } from '../format'
import { Notice } from '../notice'
import { ProgramFacts } from '../program-facts'
import { doseWords } from '../review/rule-words'
import { modeWords, versionKindWords } from '../words'

type Props = { signed: SignedContent | null; content: string; contentHash: string; format: ClinicFormat }

export function SignedVersion({ signed, content, contentHash, format }: Props) {
  return (
    <Card
      title="Over which content?"
      sub={signed ? `version ${signed.number}, ${versionKindWords[signed.content.kind].toLowerCase()}` : undefined}
    >
      <div className="stack">
        {signed ? (
          <>
            <ProgramFacts content={signed.content} extensionReason={signed.extensionReason} format={format} />
            <ol className="grid gap-2">
              {signed.content.prescriptions.map((line) => (
                <li key={line.id}>
                  <b>{nameOfLine(line)}</b> <span className="dim small">{modeWords[line.mode]}</span>
                  <span className="block">{doseWords(line, format)}</span>
                </li>
              ))}
            </ol>
          </>
        ) : (
          <Notice tone="wait" title="This text cannot be put into words here">
            It is of another format than this page reads. It stands below as it was signed.
          </Notice>
        )}
        <details>
          <summary>The text, as it was hashed</summary>
          <pre className="content-text">{content}</pre>
        </details>
        <p className="small dim break-all">SHA-256 {contentHash}</p>
      </div>
    </Card>
  )
}
