import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from './fault'
import { type OnVersion, useChange, type WhistlePage } from './whistle'
import { useWords, type WhistleWord } from './words'

interface ChangeFormProps<T> {
  page: WhistlePage
  /** Under which the typed words are kept, together with what the form is about. */
  name: string
  initial?: Partial<T>
  /** Sent with the ids of the photos that go with it; the form offers photos where `photos` names what they show. */
  send: (typed: T, headers: OnVersion, attachments: string[]) => Promise<WhistlePage>
  photos?: WhistleWord
  /** A photo is the proof that was asked for. */
  needsPhoto?: boolean
  /** What is told when it is done. */
  told: WhistleWord
  /** The words of the button. */
  submit: WhistleWord
  label?: string
  onDone: () => void
  children: (typed: Partial<T>) => ReactNode
}

/** A form of one thing that is done to a whistle: what was typed outlives a refusal and a walk elsewhere, and goes when it is done. */
export function ChangeForm<T extends object>(props: ChangeFormProps<T>) {
  const { page, name, initial, send, needsPhoto = false, told, submit, label, onDone, children } = props
  const say = useWords()
  const [draft, keep, drop] = useDraft<Partial<T>>(name, initial ?? nothing)
  const [photos, setPhotos, dropPhotos] = useDraft(`${name} photos`, none)
  const change = useChange(
    page,
    (typed: T, headers) => send(typed, headers, arrived(photos)),
    say(told),
    () => {
      drop()
      dropPhotos()
      onDone()
    },
  )
  return (
    <Form<T>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      aria-label={label}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => change.mutate(typed)}
    >
      <Fault error={change.error} />
      {children(draft)}
      {props.photos && <PhotoPicker label={say(props.photos)} photos={photos} onChange={setPhotos} />}
      <div className="form-keys">
        <Button
          type="primary"
          htmlType="submit"
          loading={change.isPending}
          disabled={stillSending(photos) || (needsPhoto && photos.length === 0)}
        >
          {say(submit)}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
        {stillSending(photos) && (
          <span className="soft" role="status">
            {say('photosOnTheirWay')}
          </span>
        )}
      </div>
    </Form>
  )
}

const nothing = {}
const none: readonly Photo[] = []

interface WordsFieldProps {
  name: string
  label: string
  /** Four characters at the least; a field that is not needed may stay empty. */
  needed?: boolean
  rows?: number
}

/** Why, or what more there is to say. */
export function WordsField({ name, label, needed = true, rows = 2 }: WordsFieldProps) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={label}
      rules={needed ? [{ required: true, whitespace: true, min: 4, message: say('reasonMissing') }] : []}
    >
      <Input.TextArea className="growing" rows={rows} maxLength={2000} />
    </Form.Item>
  )
}
