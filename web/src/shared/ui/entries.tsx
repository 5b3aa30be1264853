import { App, Button, Form, type FormProps } from 'antd'
import { type ReactNode, useState } from 'react'
import { defineWords } from '@/shared/i18n/i18n'
import { Fault } from './fault'
import { FormTitle } from './form-title'
import { WideTable } from './wide-table'

const { useWords } = defineWords(
  'entries',
  { change: '修改', changing: '修改{{name}}', save: '保存', cancel: '取消', kept: '已保存' },
  { change: 'Change', changing: 'Change {{name}}', save: 'Save', cancel: 'Cancel', kept: 'Saved' },
)

/** Which entry of a list is open in its form. */
export function useOpenEntry<T>() {
  const say = useWords()
  const { message } = App.useApp()
  const [open, setOpen] = useState<T>()
  const close = () => setOpen(undefined)
  return {
    open,
    edit: (entry: T) => setOpen(() => entry),
    close,
    /** Closes what was saved and says so. */
    done: (told?: string) => {
      close()
      void message.success(told ?? say('kept'))
    },
  }
}

interface Column<T> {
  head: string
  cell: (entry: T) => ReactNode
  /** `name`: what the row is called; `brief`: a word or two, never broken; `long`: a sentence or more. */
  is?: 'name' | 'number' | 'brief' | 'long'
  lang?: 'en' | 'zh-CN'
}

interface EntryTableProps<T> {
  entries: readonly T[]
  columns: readonly Column<T>[]
  keyOf: (entry: T) => string
  /** What the entry is called in the name of its button. */
  nameOf: (entry: T) => string
  /** Left out where entries are to look at only. */
  onOpen?: (entry: T) => void
  /** Further buttons of an entry. */
  keys?: (entry: T) => ReactNode
}

/** The entries of a setting, each with the button that opens it. */
export function EntryTable<T>({ entries, columns, keyOf, nameOf, onOpen, keys }: EntryTableProps<T>) {
  const say = useWords()
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            {columns.map(({ head, is }) => (
              <th key={head} scope="col" className={is === 'number' ? 'number' : undefined}>
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="unseen">{say('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={keyOf(entry)}>
              {columns.map(({ head, cell, is, lang }) =>
                is === 'name' ? (
                  <th key={head} scope="row">
                    {cell(entry)}
                  </th>
                ) : (
                  <td key={head} lang={lang} className={is}>
                    {cell(entry)}
                  </td>
                ),
              )}
              <td className="row-keys">
                {onOpen && (
                  <Button
                    size="small"
                    aria-label={say('changing', { name: nameOf(entry) })}
                    onClick={() => onOpen(entry)}
                  >
                    {say('change')}
                  </Button>
                )}
                {keys?.(entry)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

interface EntryFormProps<T extends object>
  extends Pick<FormProps<T>, 'form' | 'initialValues' | 'onValuesChange' | 'onFinish'> {
  /** What is written; of an entry that exists, its name. */
  title: string | { changing: string }
  error: unknown
  saving: boolean
  onCancel: () => void
  /** Where saving is something else. */
  submit?: { word: string; danger: boolean } | undefined
  /** Further buttons beside those that save and cancel. */
  keys?: ReactNode
  children: ReactNode
}

/** One entry of a setting: its fields, what was refused, and the two ways out. */
export function EntryForm<T extends object>(props: EntryFormProps<T>) {
  const { title, error, saving, onCancel, submit, keys, children, ...form } = props
  const say = useWords()
  return (
    <Form<T>
      className="rule-form"
      layout="vertical"
      requiredMark={false}
      // A long form: what is wrong may stand above the button that was pressed.
      scrollToFirstError={{ block: 'center', focus: true }}
      {...form}
    >
      <FormTitle>{typeof title === 'string' ? title : say('changing', { name: title.changing })}</FormTitle>
      <Fault error={error} />
      {children}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" danger={submit?.danger ?? false} loading={saving}>
          {submit?.word ?? say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
        {keys}
      </div>
    </Form>
  )
}
