/** The fields of a program above its lines: what it is for, what limits it, and how often. */
import type { FieldMetadata } from '@conform-to/react'
import { type HeadField, rhythms } from '~/domain/typed-program'
import { goals, type VersionKind } from '~/domain/version'
import { Card } from './card'
import { DateInput, NumberInput, Select, Textarea, TextInput } from './form'
import { goalWords } from './words'

export type HeadFields = Record<HeadField | 'supervisedBy', FieldMetadata<string>>
export type Supervisor = { id: string; name: string }

const goalOptions = goals.map((value) => ({ value, label: goalWords[value] }))

type ForProps = { fields: HeadFields; isNew: boolean; supervisors: readonly Supervisor[] }

export function ForCard({ fields, isNew, supervisors }: ForProps) {
  return (
    <Card title="What is it for?">
      <div className="form">
        <div className="form-row">
          {isNew ? (
            <TextInput
              field={fields.name}
              label="Name"
              hint="Like “Knee, return from injury”"
              maxLength={200}
              required
            />
          ) : null}
          <Select
            field={fields.goal}
            label="Goal"
            hint="Its charts follow it"
            options={goalOptions}
            placeholder="Choose"
            required
          />
        </div>
        <div className="form-row">
          <TextInput field={fields.diagnosis} label="Diagnosis" maxLength={500} required />
          <TextInput field={fields.procedureName} label="Procedure" maxLength={200} optional />
          <DateInput field={fields.procedureOn} label="Day of the procedure" optional />
        </div>
        {supervisors.length > 0 ? (
          <Select
            field={fields.supervisedBy}
            label="Supervised by"
            hint="You have no BFR training on record: name a member who has, or a clinician must justify it"
            options={supervisors.map(({ id, name }) => ({ value: id, label: name }))}
            placeholder="Nobody"
            optional
          />
        ) : null}
      </div>
    </Card>
  )
}

export function RestrictionsCard({ fields }: { fields: HeadFields }) {
  return (
    <Card title="What limits the client?" sub="shown wherever the program is used">
      <div className="form-row">
        <TextInput field={fields.range} label="Range" hint="Like “0-90° of knee bend”" maxLength={200} optional />
        <TextInput
          field={fields.weightBearing}
          label="Weight-bearing"
          hint="Like “half, two crutches”"
          maxLength={200}
          optional
        />
        <DateInput
          field={fields.noMaximalTestBefore}
          label="No maximal test before"
          hint="Leave empty when it does not matter"
          optional
        />
      </div>
    </Card>
  )
}

const rhythmWords: Record<(typeof rhythms)[number], string> = {
  week: 'some days a week',
  day: 'every day',
}

export function ScheduleCard({ fields, kind }: { fields: HeadFields; kind: VersionKind }) {
  const isStepDown = kind === 'step-down'
  return (
    <Card
      title="How often, and for how long?"
      sub="with a cuff 2-3 sessions a week, or in rehab 1-2 a day for up to 3 weeks"
    >
      <div className="form schedule">
        <div className="form-row">
          {isStepDown ? null : (
            <div className="schedule-rhythm">
              <Select
                field={fields.rhythm}
                label="How often"
                hint="By the week or by the day"
                options={rhythms.map((value) => ({ value, label: rhythmWords[value] }))}
              />
            </div>
          )}
          <div className="schedule-week">
            <NumberInput
              field={fields.sessionsPerWeek}
              label="Sessions a week"
              hint={isStepDown ? 'A step-down is 2 or 3' : 'All of them'}
              min={1}
              max={21}
              step={1}
            />
          </div>
          <NumberInput
            field={fields.sessionsPerDay}
            label="Sessions a day"
            hint={
              <>
                <span className="schedule-week">At most, on one day</span>
                <span className="schedule-day">1 or 2, so 7 or 14 a week</span>
              </>
            }
            min={1}
            max={5}
            step={1}
            required
          />
          <NumberInput
            field={fields.weeks}
            label="Weeks"
            hint="From the first session"
            min={1}
            max={52}
            step={1}
            required
          />
        </div>
        {kind === 'extension' ? (
          <div className="form-row">
            <NumberInput
              field={fields.extensionDays}
              label="Days past the 21"
              hint="1 to 21, counted from day 22"
              min={1}
              max={21}
              step={1}
              required
            />
            <Textarea
              field={fields.extensionReason}
              label="Why it goes on"
              hint="The clinician decides on this"
              maxLength={1000}
              required
            />
          </div>
        ) : null}
      </div>
    </Card>
  )
}
