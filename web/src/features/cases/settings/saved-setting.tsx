import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'

const keyOf = (name: string) => ['settings', name] as const

interface Versioned {
  version: number
}

/** A setting that is read as a whole; each version is edited from the beginning. */
export function SavedSetting<T extends Versioned>({
  name,
  intro,
  read,
  children,
}: {
  name: string
  intro: string
  read: () => Promise<T>
  children: (saved: T) => ReactNode
}) {
  const { data, error, refetch } = useQuery({ queryKey: keyOf(name), queryFn: read })
  return (
    <>
      <p className="soft">{intro}</p>
      {data ? (
        <div key={data.version}>{children(data)}</div>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

/** What is typed over a saved setting, and how it is saved: on the version that was seen. */
export function useEdited<T extends Versioned>(name: string, saved: T, write: (typed: T) => Promise<T>) {
  const say = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [typed, setTyped] = useState(saved)
  const save = useMutation({
    mutationFn: () => write(typed),
    onSuccess: (next) => {
      queries.setQueryData(keyOf(name), next)
      void message.success(say('saved'))
    },
  })
  return {
    typed,
    set: (changes: Partial<T>) => setTyped((before) => ({ ...before, ...changes })),
    keys: {
      changed: JSON.stringify(typed) !== JSON.stringify(saved),
      save,
      discard: () => setTyped(saved),
      reload: () => void queries.invalidateQueries({ queryKey: keyOf(name) }),
    },
  }
}

interface Keys {
  changed: boolean
  save: UseMutationResult<unknown, Error, void>
  discard: () => void
  reload: () => void
}

/** Why it was not saved, above what is typed; the keys stand below it. */
export function EditedSetting({ keys, children }: { keys: Keys; children: ReactNode }) {
  const say = useWords()
  return (
    <>
      <Refusal error={keys.save.error} onReload={keys.reload} />
      {children}
      <div className={keys.changed ? 'form-keys unsaved' : 'form-keys'}>
        <Button
          type="primary"
          disabled={!keys.changed}
          loading={keys.save.isPending}
          onClick={() => keys.save.mutate()}
        >
          {say('save')}
        </Button>
        {keys.changed && <Button onClick={keys.discard}>{say('discard')}</Button>}
      </div>
    </>
  )
}
