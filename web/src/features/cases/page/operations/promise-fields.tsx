import { CloseOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { civil } from '@/shared/time/civil-input'
import { type CaseWord, useWords } from '../../words'

/** Something to be done by a day, as it is typed. */
export interface TypedPromise {
  text?: string
  by?: string
}

/** As it is sent. */
export const promised = (typed: readonly TypedPromise[] | undefined) =>
  (typed ?? []).map(({ text, by }) => ({ text: text ?? '', by: civil(by ?? '') }))

const most = 20

interface PromiseFieldsProps {
  name: string
  title: CaseWord
  add: CaseWord
  /** What is missing when there is none. */
  missing?: CaseWord
}

/** Things to be done, each by its own day. */
export function PromiseFields({ name, title, add, missing }: PromiseFieldsProps) {
  const say = useWords()
  return (
    <fieldset className="form-part">
      <legend>{say(title)}</legend>
      <Form.List
        name={name}
        rules={
          missing
            ? [
                {
                  validator: async (_, all?: TypedPromise[]) => {
                    if (!all?.length) throw new Error(say(missing))
                  },
                },
              ]
            : []
        }
      >
        {(fields, { add: more, remove }, { errors }) => (
          <>
            {fields.map(({ key, name: nth }, index) => (
              <fieldset key={key} className="promise">
                <legend className="unseen">{say('promiseNth', { nth: index + 1 })}</legend>
                <Form.Item
                  name={[nth, 'text']}
                  label={say('promiseText')}
                  rules={[{ required: true, whitespace: true, min: 2, message: say('promiseTextMissing') }]}
                >
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item
                  name={[nth, 'by']}
                  label={say('promiseBy')}
                  rules={[{ required: true, message: say('untilMissing') }]}
                >
                  <Input type="datetime-local" className="moment-field" />
                </Form.Item>
                <Button
                  icon={<CloseOutlined aria-hidden="true" />}
                  aria-label={say('promiseRemove', { nth: index + 1 })}
                  onClick={() => remove(nth)}
                />
              </fieldset>
            ))}
            <Form.ErrorList errors={errors} />
            {fields.length < most && <Button onClick={() => more({})}>{say(add)}</Button>}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
