import { App, Button, Checkbox, Form, Input, TreeSelect } from 'antd'
import { useState } from 'react'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { type Destination, type TypedDestination, useDestinations, useSaveDestination } from './exchange'
import { KeepDays } from './keep-days'
import { useWords } from './words'

const hook: Destination = { code: '', english: false, inUse: true, version: 0 }

/** Where messages go, as an administrator keeps it. */
export function DestinationsPage() {
  const say = useWords()
  const { message } = App.useApp()
  const destinations = useDestinations()
  const [open, setOpen] = useState<Destination>()
  if (destinations.error)
    return <Failed error={destinations.error} onRetry={() => void destinations.refetch()} />
  return (
    <>
      <p className="soft">{say('destinationsIntro')}</p>
      {open ? (
        <DestinationForm
          key={open.code}
          saved={open}
          onCancel={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            void message.success(say('kept'))
          }}
        />
      ) : (
        <div className="form-keys">
          <Button onClick={() => setOpen(hook)}>{say('newHook')}</Button>
        </div>
      )}
      {destinations.data ? <Table items={destinations.data} onChange={setOpen} /> : <Loading />}
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
    <div className="wide-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('to')}</th>
            <th scope="col">{say('address')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">
              <span className="unseen">{say('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.code}>
              <th scope="row">{nameOf(one)}</th>
              <td>{one.url}</td>
              <td>{say(one.version === 0 ? 'notSet' : one.inUse ? 'inUse' : 'outOfUse')}</td>
              <td>
                <Button
                  size="small"
                  aria-label={say('changing', { name: nameOf(one) })}
                  onClick={() => onChange(one)}
                >
                  {say('change')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
    <Form<Typed>
      className="rule-form"
      layout="vertical"
      requiredMark={false}
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
      <h3>{saved.code ? say('changing', { name: nameOf(saved) }) : say('newHook')}</h3>
      <Fault error={save.error} />
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
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
