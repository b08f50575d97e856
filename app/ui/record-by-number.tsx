/** The way to one record by its number, for a client who asks for it or wants it gone. */
import { Form } from '@remix-run/react'
import { Card } from './card'
import { TextInput } from './form'
import { SubmitButton } from './submit-button'

/** `missed` is the number nobody has. */
export function RecordByNumber({ missed }: { missed: string | null }) {
  return (
    <Card title="Does a client ask for their record, or want it erased?">
      <Form method="post" className="form">
        <TextInput
          name="recordNumber"
          label="Record number"
          hint="Exactly as it is filed."
          defaultValue={missed ?? ''}
          errors={missed === null ? undefined : ['No client of your clinic has this record number.']}
          maxLength={80}
          autoComplete="off"
          required
        />
        <div className="button-row">
          <SubmitButton look="plain" name="to" value="record-export" pendingLabel="Looking …">
            Hand it out
          </SubmitButton>
          <SubmitButton look="plain" name="to" value="erasure" pendingLabel="Looking …">
            Erase it
          </SubmitButton>
        </div>
      </Form>
    </Card>
  )
}
