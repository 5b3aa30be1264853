import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { CaseMap } from '@/shared/map/case-map'
import { coordinates, type LngLat } from '@/shared/map/points'
import { useChannels, useCity, useClasses, useUnits } from '@/shared/reference/reference'
import { classTree, unitTree } from '@/shared/reference/trees'
import { useTerms } from '@/shared/terms'
import { useDraft } from '@/shared/ui/draft'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import { emptyCall, type TypedCall, toRequest } from './call'
import { Candidates } from './candidates'
import { PlaceReading } from './place-reading'
import { PointAddress } from './point-address'
import { Receipt } from './receipt'
import { Several } from './several'
import './register-page.css'

const kinds = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const

/** Typed while the caller speaks: words first; everything else may stay empty. */
export function RegisterPage() {
  const say = useWords()
  const [form] = Form.useForm<TypedCall>()
  const [draft, keep, drop] = useDraft<TypedCall>('register', newCall())
  const [attempt, setAttempt] = useState(() => newAttempt())
  const register = useMutation({
    mutationFn: (typed: TypedCall) =>
      body(
        api.POST('/api/cases', {
          body: toRequest({ ...draft, ...typed }),
          // The same attempt sent twice is one case; other words after a refusal are another attempt.
          headers: { 'Idempotency-Key': attempt },
        }),
      ),
    onSuccess: (_, { channel }) => {
      if (channel) localStorage.setItem(lastChannel, channel)
      drop()
      form.resetFields()
      setAttempt(newAttempt())
    },
  })
  const write = (changes: Partial<TypedCall>) => {
    keep((before) => ({ ...before, ...changes }))
    form.setFieldsValue(changes)
  }

  if (register.data)
    return (
      <div className="page narrow">
        <Receipt id={register.data.id} receipt={register.data.answer} onAnother={() => register.reset()} />
      </div>
    )
  return (
    <div className="page narrow">
      <h1>{say('register')}</h1>
      <Form<TypedCall>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={draft}
        onValuesChange={(changes) => {
          keep((before) => ({ ...before, ...changes }))
          if (register.isError) setAttempt(newAttempt())
        }}
        onFinish={(typed) => register.mutate(typed)}
      >
        <Refusal error={register.error} />
        <Form.Item
          name="text"
          label={say('callerSays')}
          rules={[{ required: true, whitespace: true, message: say('textMissing') }]}
        >
          <Input.TextArea
            autoFocus
            className="growing"
            rows={5}
            placeholder={say('callerSaysHint')}
            maxLength={5000}
          />
        </Form.Item>
        <Candidates call={draft} onJoin={(joins) => keep((before) => ({ ...before, joins }))} />
        <Several call={draft} />
        <Where call={draft} onPoint={(point) => write({ point })} onWords={(place) => write({ place })} />
        <Who onBehalf={draft.onBehalf} />
        <Overrides isPraise={draft.kind === 'praise'} />
        <Button type="primary" size="large" htmlType="submit" loading={register.isPending}>
          {say('registerDo')}
        </Button>
      </Form>
    </div>
  )
}

// An operator sits at one line all day.
const lastChannel = 'jiban.register.channel'
const newCall = (): TypedCall => ({ ...emptyCall, channel: localStorage.getItem(lastChannel) ?? undefined })

let attempts = 0
const newAttempt = () =>
  `desk-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${++attempts}`

interface WhereProps {
  call: TypedCall
  onPoint: (point?: LngLat) => void
  onWords: (place: string) => void
}

function Where({ call, onPoint, onWords }: WhereProps) {
  const say = useWords()
  const { point } = call
  const city = useCity()
  const [open, setOpen] = useState(false)
  return (
    <fieldset className="form-part">
      <legend>{say('where')}</legend>
      <div className="where-row">
        <Form.Item name="place" className="where-words">
          <Input aria-label={say('where')} placeholder={say('wherePlain')} maxLength={200} />
        </Form.Item>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? 'hideMap' : 'pickOnMap')}
        </Button>
        {point && !open && (
          <span>
            {coordinates(point)}
            <Button type="link" onClick={() => onPoint()}>
              {say('clearPoint')}
            </Button>
          </span>
        )}
      </div>
      {point && <PointAddress point={point} onWords={onWords} />}
      <PlaceReading call={call} />
      <Form.Item name="component" label={say('component')} extra={say('componentHint')}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      {open && <CaseMap label={say('pickOnMap')} at={point} centre={middleOf(city.data)} onPick={onPoint} />}
    </fieldset>
  )
}

/** The middle of the street that is drawn in detail, else of the city. */
const middleOf = (city: ReturnType<typeof useCity>['data']): LngLat | undefined => {
  const box = city?.streets.find(({ detailed }) => detailed)?.bbox ?? city?.bbox
  const [west, south, east, north] = box ?? []
  if (west === undefined || south === undefined || east === undefined || north === undefined) return undefined
  return [(west + east) / 2, (south + north) / 2]
}

function Who({ onBehalf }: { onBehalf: boolean }) {
  const say = useWords()
  return (
    <fieldset className="form-part">
      <legend>{say('caller')}</legend>
      <div className="form-pair">
        <Form.Item name="name" label={say('namePlain')}>
          <Input autoComplete="off" maxLength={50} />
        </Form.Item>
        <Form.Item name="phone" label={say('phonePlain')}>
          <Input autoComplete="off" inputMode="tel" maxLength={30} />
        </Form.Item>
      </div>
      <Form.Item name="onBehalf" valuePropName="checked">
        <Checkbox>{say('onBehalf')}</Checkbox>
      </Form.Item>
      <Form.Item name="preventive" valuePropName="checked">
        <Checkbox>{say('preventiveTick')}</Checkbox>
      </Form.Item>
      <Form.Item name="confidential" valuePropName="checked" extra={say('keepUnknownNote')}>
        <Checkbox>{say('keepUnknown')}</Checkbox>
      </Form.Item>
      {onBehalf && (
        <fieldset className="form-part">
          <legend>{say('concerned')}</legend>
          <div className="form-pair">
            <Form.Item name="concernedName" label={say('namePlain')}>
              <Input autoComplete="off" maxLength={50} />
            </Form.Item>
            <Form.Item name="concernedPhone" label={say('phonePlain')}>
              <Input autoComplete="off" inputMode="tel" maxLength={30} />
            </Form.Item>
          </div>
        </fieldset>
      )}
    </fieldset>
  )
}

function Overrides({ isPraise }: { isPraise: boolean }) {
  const say = useWords()
  const term = useTerms()
  const channels = useChannels()
  const classes = useClasses()
  const units = useUnits()
  return (
    <div className="form-pair">
      <Form.Item
        name="channel"
        label={say('channel')}
        rules={[{ required: true, message: say('channelMissing') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={say('channelMissing')}
          options={(channels.data ?? [])
            .filter(({ hasPerson }) => hasPerson)
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={say('kind')}>
        <Select
          allowClear
          placeholder={say('byMachine')}
          options={kinds.map((value) => ({ value, label: term(`kind.${value}`) }))}
        />
      </Form.Item>
      {isPraise && (
        <Form.Item name="praises" label={say('praises')} extra={say('praisesHint')}>
          <Input autoComplete="off" inputMode="numeric" maxLength={40} />
        </Form.Item>
      )}
      <Form.Item name="classCode" label={say('class')}>
        <TreeSelect
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          placeholder={say('byMachine')}
          treeData={classTree(classes.data ?? [])}
        />
      </Form.Item>
      <Form.Item name="unitId" label={say('forUnit')}>
        <TreeSelect
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          placeholder={say('byMachine')}
          treeData={unitTree(units.data ?? [])}
        />
      </Form.Item>
    </div>
  )
}
