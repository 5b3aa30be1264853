import { Button, Form } from 'antd'
import type { ReactNode } from 'react'
import type { CasePage } from '@/shared/api/types'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { useDraft } from '@/shared/ui/draft'
import { type CaseWord, useWords } from '../../words'
import { type OnVersion, useOperation } from '../case-page'
import { draftName, type OperationFormProps } from './form'
import { Refusal } from './refusal'

interface PlainFormProps<T> extends OperationFormProps {
  /** Under which the typed words are kept. */
  name: string
  initial?: Partial<T>
  /** Sent with the ids of the photos that go with it; the form offers photos where `photos` names what they show. */
  send: (typed: T, headers: OnVersion, id: string, attachments: string[]) => Promise<CasePage>
  photos?: CaseWord
  /** What is told when it is done. */
  told: CaseWord
  /** The words of the button. */
  submit: CaseWord
  /** What else is to be brought up to date when it is done. */
  after?: () => void
  children: (typed: Partial<T>) => ReactNode
}

/** A form of one operation: what was typed outlives a refusal and a walk to another case, and goes when it is done. */
export function PlainForm<T extends object>(props: PlainFormProps<T>) {
  const { page, onReload, onDone, name, initial, send, told, submit, after, children } = props
  const say = useWords()
  const [draft, keep, drop] = useDraft<Partial<T>>(draftName(page, name), initial ?? nothing)
  const [photos, setPhotos, dropPhotos] = useDraft(draftName(page, `${name} photos`), none)
  const operation = useOperation(
    page,
    (typed: T, headers, id) => send(typed, headers, id, arrived(photos)),
    () => say(told),
    () => {
      drop()
      dropPhotos()
      after?.()
      onDone()
    },
  )
  return (
    <Form<T>
      layout="vertical"
      requiredMark={false}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => operation.mutate(typed)}
    >
      <Refusal error={operation.error} onReload={onReload} />
      {children(draft)}
      {props.photos && <PhotoPicker label={say(props.photos)} photos={photos} onChange={setPhotos} />}
      {stillSending(photos) && (
        <p className="soft" role="status">
          {say('photosOnTheirWay')}
        </p>
      )}
      <div className="form-keys">
        <Button
          type="primary"
          htmlType="submit"
          loading={operation.isPending}
          disabled={stillSending(photos)}
        >
          {say(submit)}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

const nothing = {}
const none: readonly Photo[] = []
