import { Button, Checkbox, Form, Input, TreeSelect } from 'antd'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { EntryForm, EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from './destination-words'
import { type Destination, type TypedDestination, useDestinations, useSaveDestination } from './exchange'
import { KeepDays } from './keep-days'

const hook: Destination = { code: '', english: false, inUse: true, version: 0 }

/** Where messages go, as an administrator keeps it. */
export function DestinationsPage() {
  const say = useWords()
  const destinations = useDestinations()
  const { open, edit, close, done } = useOpenEntry<Destination>()
  if (destinations.error)
    return <Failed error={destinations.error} onRetry={() => void destinations.refetch()} />
  return (
    <>
      <p className="soft">{say('destinationsIntro')}</p>
      <div className="page-filters">
        <Button onClick={() => edit(hook)}>{say('newHook')}</Button>
      </div>
      {open && <DestinationForm key={open.code} saved={open} onCancel={close} onSaved={() => done()} />}
      {destinations.data ? <Table items={destinations.data} onChange={edit} /> : <Loading />}
      <KeepDays />
    </>
  )
}

const useName = () => {
  const say = useWords()
  return ({ code, unit }: Destination) =>
    code === 'upstream' || code === 'sms' ? say(`destination.${code}`) : (unit ?? say('newHook'))
}

interface TableProps {
  items: readonly Destination[]
  onChange: (destination: Destination) => void
}

function Table({ items, onChange }: TableProps) {
  const say = useWords()
  const nameOf = useName()
  return (
    <EntryTable
      entries={items}
      keyOf={({ code }) => code}
      nameOf={nameOf}
      onOpen={onChange}
      columns={[
        { head: say('to'), is: 'name', cell: nameOf },
        { head: say('address'), cell: ({ url }) => url },
        {
          head: say('state'),
          is: 'brief',
          cell: ({ version, inUse }) => say(version === 0 ? 'notSet' : inUse ? 'inUse' : 'outOfUse'),
        },
      ]}
    />
  )
}

interface FormProps {
  saved: Destination
  onSaved: () => void
  onCancel: () => void
}

type Typed = Omit<TypedDestination, 'code' | 'version' | 'english'> & { english?: boolean; unitId?: string }

function DestinationForm({ saved, onSaved, onCancel }: FormProps) {
  const say = useWords()
  const nameOf = useName()
  const units = useUnits()
  const save = useSaveDestination(onSaved)
  const isNew = saved.version === 0
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <EntryForm<Typed>
      title={saved.code ? { changing: nameOf(saved) } : say('newHook')}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      initialValues={{
        url: saved.url,
        page: saved.page,
        english: saved.english,
        inUse: saved.inUse || isNew,
      }}
      onFinish={({ unitId, ...typed }) =>
        save.mutate({
          ...typed,
          english: typed.english ?? saved.english, // The city's line has no such field.
          code: saved.code || `unit:${unitId}`,
          version: saved.version,
        })
      }
    >
      <div className="form-pair">
        {!saved.code && (
          <Form.Item
            name="unitId"
            label={say('unit')}
            rules={[{ required: true, message: say('unitMissing') }]}
          >
            <TreeSelect showSearch={{ treeNodeFilterProp: 'title' }} treeData={unitTree(units.data ?? [])} />
          </Form.Item>
        )}
        <Form.Item name="url" label={say('address')} rules={needed}>
          <Input maxLength={500} inputMode="url" placeholder="https://" />
        </Form.Item>
        <Form.Item
          name="secret"
          label={say('secret')}
          extra={say(isNew ? 'secretHint' : 'secretKept')}
          rules={[{ required: isNew, min: 16, message: say('secretHint') }]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        {saved.code === 'sms' && (
          <Form.Item name="page" label={say('page')} extra={say('pageHint')} rules={needed}>
            <Input maxLength={500} inputMode="url" placeholder="https://" />
          </Form.Item>
        )}
      </div>
      {saved.code !== 'upstream' && (
        <Form.Item name="english" valuePropName="checked">
          <Checkbox>{say('english')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="inUse" valuePropName="checked">
        <Checkbox>{say('inUse')}</Checkbox>
      </Form.Item>
    </EntryForm>
  )
}
