/** What the audit is narrowed to: member, topic or kind, period, and one client by the number on their record. */
import { Form, Link, useLocation, useNavigate } from '@remix-run/react'
import { auditTopics } from '~/domain/audit-topics'
import { withParams } from './address'
import { topicWords } from './audit-topic-words'
import { Button, buttonClass } from './button'
import { DateInput, Select, TextInput } from './form'

export type AuditAsked = {
  view: 'changes' | 'readings'
  topic: string | null
  kind: string | null
  memberId: string | null
  clientId: string | null
  fromDay: string | null
  untilDay: string | null
}

export const accessWords = { reading: 'Read', denial: 'Was denied', export: 'Exported' } as const

type Props = { asked: AuditAsked; members: { id: string; name: string }[] }

const topics = auditTopics.map((topic) => ({ value: topic, label: topicWords[topic] }))
const kinds = Object.entries(accessWords).map(([value, label]) => ({ value, label }))

/** A form of the address: each choice at once where there is JavaScript, by its button where there is none. */
export function AuditFilters({ asked, members }: Props) {
  const { search, pathname } = useLocation()
  const navigate = useNavigate()
  const people = members.map(({ id, name }) => ({ value: id, label: name }))
  const isBackward = asked.fromDay !== null && asked.untilDay !== null && asked.fromDay > asked.untilDay
  const choose = (name: string) => ({
    name,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      navigate(
        { search: withParams(search, { after: null, before: null, [name]: value }) },
        { preventScrollReset: true },
      ),
  })
  return (
    <Form method="get" action={pathname} className="audit-filters" key={search}>
      <input type="hidden" name="view" value={asked.view} />
      {asked.clientId ? <input type="hidden" name="client" value={asked.clientId} /> : null}
      {asked.view === 'changes' ? (
        <Select
          {...choose('topic')}
          label="About"
          placeholder="Everything"
          options={topics}
          defaultValue={asked.topic ?? ''}
        />
      ) : (
        <Select
          {...choose('kind')}
          label="What"
          placeholder="Everything"
          options={kinds}
          defaultValue={asked.kind ?? ''}
        />
      )}
      <Select
        {...choose('member')}
        label="By"
        placeholder="Anybody"
        options={people}
        defaultValue={asked.memberId ?? ''}
      />
      <DateInput name="from" label="Recorded from" defaultValue={asked.fromDay ?? ''} />
      <DateInput
        name="until"
        label="until, that day too"
        defaultValue={asked.untilDay ?? ''}
        errors={isBackward ? ['The period ends before it begins.'] : undefined}
      />
      <div className="button-row">
        <Button type="submit" size="small">
          Show
        </Button>
        {hasAny(asked) ? (
          <Link to={{ search: `?view=${asked.view}` }} className={buttonClass({ look: 'quiet', size: 'small' })}>
            Show everything
          </Link>
        ) : null}
      </div>
    </Form>
  )
}

function hasAny({ topic, kind, memberId, clientId, fromDay, untilDay }: AuditAsked): boolean {
  return [topic, kind, memberId, clientId, fromDay, untilDay].some((value) => value !== null)
}

export type ChosenClient = { id: string; name: string; recordNumber: string } | null
export type RecordTried = { record: string; error: string } | undefined

type ClientProps = { clientId: string | null; client: ChosenClient; tried: RecordTried }

/** Posted, so that the number on a record stands in no address; what comes back has the client's id in it. */
export function AuditClient({ clientId, client, tried }: ClientProps) {
  const { search } = useLocation()
  if (clientId) {
    return (
      <p className="audit-client">
        <span>
          About <b>{client ? client.name : 'a client who is not on record here'}</b>
          {client ? ` · ${client.recordNumber}` : null}
        </span>
        <Link
          className={buttonClass({ size: 'small' })}
          to={{ search: withParams(search, { client: null, after: null, before: null }) }}
        >
          About any client
        </Link>
      </p>
    )
  }
  return (
    <Form method="post" className="audit-client">
      <TextInput
        name="record"
        label="About the client with record number"
        defaultValue={tried?.record ?? ''}
        errors={tried ? [tried.error] : undefined}
        maxLength={80}
        required
        autoComplete="off"
      />
      <Button type="submit" size="small">
        Find
      </Button>
    </Form>
  )
}
