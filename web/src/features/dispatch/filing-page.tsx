import { Button } from 'antd'
import type { FilingCondition } from '@/shared/api/types'
import { generalCode, useFilingConditions, useSizeWords } from '@/shared/reference/filing'
import { useClasses } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { Failed, Loading } from '@/shared/ui/pieces'
import { FilingForm } from './filing-form'
import { useWords } from './filing-words'

const fresh: FilingCondition = {
  code: '',
  words: '',
  wordsEn: '',
  needsPin: true,
  needsComponent: false,
  minPhotos: 1,
  minClassPermille: 600,
  sizes: [],
  allSizes: false,
  urgency: null,
  version: 0,
}

/** The filing conditions as an administrator edits them: of each class that has its own, and of all the others. */
export function FilingPage() {
  const { data, error, refetch } = useFilingConditions()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <FilingList conditions={data} /> : <Loading rows={8} />
}

function FilingList({ conditions }: { conditions: readonly FilingCondition[] }) {
  const say = useWords()
  const term = useTerms()
  const nameOf = useClassName()
  const needsOf = useNeeds()
  const { open, edit, close, done } = useOpenEntry<FilingCondition>()
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <div className="page-filters">
        <Button onClick={() => edit(fresh)}>{say('add')}</Button>
      </div>
      {open && (
        <FilingForm
          key={`${open.code} ${open.version}`}
          entry={open}
          name={nameOf(open)}
          taken={conditions.map(({ code }) => code)}
          onCancel={close}
          onSaved={() => done(say('saved'))}
          onRemoved={() => done(say('removed'))}
        />
      )}
      <EntryTable
        entries={conditions}
        keyOf={({ code }) => code}
        nameOf={nameOf}
        onOpen={edit}
        columns={[
          {
            head: say('class'),
            is: 'name',
            cell: (one) => (
              <>
                {nameOf(one)} {one.code !== generalCode && <span className="soft">{one.code}</span>}
              </>
            ),
          },
          {
            head: say('words'),
            cell: ({ words, wordsEn }) => (
              <>
                {words}
                <div className="soft" lang="en">
                  {wordsEn}
                </div>
              </>
            ),
          },
          { head: say('needs'), cell: needsOf },
          {
            head: say('urgency'),
            is: 'brief',
            cell: ({ urgency }) =>
              urgency ? term(`urgency.${urgency}`) : <span className="soft">{say('ofClass')}</span>,
          },
        ]}
      />
    </>
  )
}

const useClassName = () => {
  const say = useWords()
  const { data = [] } = useClasses()
  return ({ code }: FilingCondition) =>
    code === generalCode ? say('general') : (data.find((one) => one.code === code)?.name ?? code)
}

/** What a report must have, in one line. */
const useNeeds = () => {
  const say = useWords()
  const sayOf = useSizeWords()
  return (entry: FilingCondition) => {
    const sizes = entry.sizes.map(({ dimension, value, over }) =>
      sayOf(`limit.${dimension}`, { than: sayOf(over ? 'over' : 'least', { value }) }),
    )
    return [
      ...(entry.needsPin ? [say('needsPin')] : []),
      ...(entry.needsComponent ? [say('needsComponent')] : []),
      ...(entry.minPhotos > 0 ? [say('photosCount', { count: entry.minPhotos })] : []),
      ...(sizes.length > 0 ? [sizes.join(say(entry.allSizes ? 'and' : 'or'))] : []),
    ].join(say('comma'))
  }
}
