import { useId, useState } from 'react'
import { defineWords } from '@/shared/i18n/i18n'
import './file-field.css'

const { useWords } = defineWords(
  'file-field',
  { choose: '选择文件', other: '换一个文件', none: '还没有选择' },
  { choose: 'Choose a file', other: 'Choose another', none: 'None chosen yet' },
)

interface FileFieldProps {
  label: string
  /** What a file of it is called: `.xlsx,.csv`. */
  accept: string
  /** The id of what is said about the file. */
  describedBy?: string | undefined
  onChoose: (file: File | undefined) => void
}

/** One file from the computer. The browser's own field speaks the browser's language and looks like no other button. */
export function FileField({ label, accept, describedBy, onChoose }: FileFieldProps) {
  const say = useWords()
  const id = useId()
  const [name, setName] = useState('')
  return (
    <div className="file-field">
      <label htmlFor={id}>{label}</label>
      <span className="file-field-row">
        <input
          id={id}
          type="file"
          className="unseen"
          accept={accept}
          aria-describedby={describedBy}
          // A file that was mended under its name may be chosen again.
          onClick={({ currentTarget }) => {
            currentTarget.value = ''
          }}
          onChange={({ target }) => {
            const file = target.files?.[0]
            setName(file?.name ?? '')
            onChoose(file)
          }}
        />
        {/* Pressed by the pointer only: the field itself takes focus and tells its name. */}
        <label htmlFor={id} className="plain-button" aria-hidden="true">
          {say(name ? 'other' : 'choose')}
        </label>
        <span className="file-field-name" aria-hidden="true">
          {name || say('none')}
        </span>
      </span>
    </div>
  )
}
