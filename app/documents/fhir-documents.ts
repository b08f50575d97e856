/** What the clinic wrote to somebody outside of it, as FHIR documents. */
import { type RecordRow, wordsIn } from '~/domain/whole-record'
import { extensionsOf, given, practitioner, type Reference, type Resource, textOnly } from './fhir-values'

/** The signed text itself is the attachment, so that its hash may be worked out again. */
export function progressReport(row: RecordRow, subject: Reference): Resource {
  const content = wordsIn(row, 'content') ?? ''
  return {
    resourceType: 'DocumentReference',
    id: wordsIn(row, 'id') ?? '',
    status: 'current',
    type: textOnly('Report of progress'),
    subject,
    ...given('date', wordsIn(row, 'occurred_at')),
    author: [practitioner(wordsIn(row, 'signed_by') ?? '')],
    ...given('description', wordsIn(row, 'summary')),
    content: [{ attachment: { contentType: 'application/json', data: Buffer.from(content).toString('base64') } }],
    ...extensionsOf(row, ['content', 'signed_by', 'summary', 'occurred_at']),
  }
}
