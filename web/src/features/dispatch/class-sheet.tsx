import { App, Button } from 'antd'
import { useState } from 'react'
import { Fault } from '@/shared/ui/fault'
import { FileField } from '@/shared/ui/file-field'
import { useImportClasses } from './catalogue'
import { useWords } from './words'

/** Classes and listed words from an XLSX: what it would change is shown before it is put in force. */
export function ClassSheet() {
  const say = useWords()
  const { message } = App.useApp()
  const [file, setFile] = useState<File>()
  const take = useImportClasses()
  const told = take.data
  return (
    <>
      <FileField
        label={say('classSheet')}
        accept=".xlsx"
        onChoose={(chosen) => {
          setFile(chosen)
          take.reset()
          if (chosen) take.mutate({ file: chosen })
        }}
      />
      <Fault error={take.error} />
      {told && !told.applied && (
        <section aria-label={say('classSheetChanges')} aria-live="polite">
          {told.faultCount > 0 ? (
            <>
              <h3>{say('sheetFaultCount', { faults: told.faultCount })}</h3>
              <ul>
                {told.faults.map(({ row, column, value, text }) => (
                  <li key={`${row} ${column} ${value}`}>
                    {row > 0 ? say('sheetFault', { row, column }) : column} {value && <q>{value}</q>} {text}
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <>
              <p>
                {say('classSheetCounts', {
                  newClasses: told.newClasses,
                  changedClasses: told.changedClasses,
                  newTerms: told.newTerms,
                  changedTerms: told.changedTerms,
                  removedTerms: told.removedTerms,
                })}
              </p>
              {told.removedWords.length > 0 && (
                <p className="soft">
                  {say('classSheetGone')} {told.removedWords.join(say('tryComma'))}
                </p>
              )}
              <Button
                type="primary"
                loading={take.isPending}
                onClick={() =>
                  file &&
                  take.mutate(
                    { file, version: told.version },
                    { onSuccess: ({ applied }) => applied && void message.success(say('kept')) },
                  )
                }
              >
                {say('classSheetApply')}
              </Button>
            </>
          )}
        </section>
      )}
    </>
  )
}
