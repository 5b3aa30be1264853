import { useMutation, useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Form, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { api, body } from '@/shared/api/client'
import { readComponentCode } from '@/shared/component-code'
import { CaseMap } from '@/shared/map/case-map'
import { coordinates, type LngLat } from '@/shared/map/points'
import { useChannels, useCity } from '@/shared/reference/reference'
import { Fault } from '@/shared/ui/fault'
import { useSettled } from '@/shared/ui/settled'
import { addressOf, type Tried, triedOf } from './try-address'
import { Reasoning } from './try-result'
import { useWords } from './words'
import './try-page.css'

/** As `jiban explain` without a word about it. */
const usualChannel = 'web'

interface Typed {
  text: string
  place?: string
  channel: string
  component?: string
}

/**
 * What the rules in force would make of a message: what is meant, whose it is, and why. Nothing is registered. What was tried stands in the address behind the #, which no server
 * sees: so it can be kept and passed on.
 */
export function TryPage() {
  const say = useWords()
  const { hash } = useLocation()
  const navigate = useNavigate()
  const [form] = Form.useForm<Typed>()
  const [pin, setPin] = useState<LngLat | undefined>(() => triedOf(hash)?.pin)
  const explain = useMutation({
    mutationFn: ({ pin, ...tried }: Tried) =>
      body(
        api.POST('/api/dispatch/explain', {
          body: { ...tried, ...(pin && { lon: pin[0], lat: pin[1] }) },
        }),
      ),
  })
  const asked = useRef<string>(undefined)
  const ask = useRef(explain.mutate)
  ask.current = explain.mutate

  useEffect(() => {
    const tried = triedOf(hash)
    if (!tried || asked.current === hash) return
    asked.current = hash
    form.setFieldsValue({
      text: tried.text,
      place: tried.place ?? '',
      channel: tried.channel ?? usualChannel,
      component: tried.component ?? '',
    })
    setPin(tried.pin)
    ask.current(tried)
  }, [hash, form])

  const submit = ({ text, place, channel, component }: Typed) => {
    const tried: Tried = {
      text,
      ...(place?.trim() && { place: place.trim() }),
      ...(pin && { pin }),
      channel,
      // A scanner types the address on the label: what counts is the identifier in it.
      ...(component?.trim() && { component: readComponentCode(component) ?? component.trim() }),
    }
    asked.current = addressOf(tried)
    void navigate({ hash: asked.current }, { replace: !hash })
    explain.mutate(tried)
  }

  return (
    <>
      <p className="soft">{say('tryIntro')}</p>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="try-form"
        initialValues={{ channel: usualChannel }}
        onFinish={submit}
      >
        <Form.Item
          name="text"
          label={say('tryText')}
          rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
        >
          <Input.TextArea rows={4} maxLength={5000} showCount />
        </Form.Item>
        <Form.Item name="place" label={say('tryPlace')}>
          <Input maxLength={200} allowClear />
        </Form.Item>
        <PinField pin={pin} onPin={setPin} />
        <div className="try-row">
          <ChannelField />
          <ComponentField />
        </div>
        <Fault error={explain.error} />
        <Button type="primary" htmlType="submit" loading={explain.isPending}>
          {say('try')}
        </Button>
      </Form>
      {explain.data && explain.variables && (
        <>
          <Reasoning told={explain.data} text={explain.variables.text} />
          <p className="soft">{say('tryLink')}</p>
        </>
      )}
    </>
  )
}

/** A pin on the map, shown when it is wanted. */
function PinField({ pin, onPin }: { pin: LngLat | undefined; onPin: (pin?: LngLat) => void }) {
  const say = useWords()
  const city = useCity()
  const [open, setOpen] = useState(false)
  const box = city.data?.streets.find(({ detailed }) => detailed)?.bbox ?? city.data?.bbox
  const [west, south, east, north] = box ?? []
  const middle: LngLat | undefined =
    west === undefined || south === undefined || east === undefined || north === undefined
      ? undefined
      : [(west + east) / 2, (south + north) / 2]
  return (
    <fieldset className="try-pin">
      <legend>{say('tryPin')}</legend>
      <p>
        {pin ? <span className="case-map-point">{coordinates(pin)}</span> : say('tryNoPin')}
        <Button type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? 'tryCloseMap' : 'tryOpenMap')}
        </Button>
        {pin && (
          <Button type="link" onClick={() => onPin(undefined)}>
            {say('tryTakePinAway')}
          </Button>
        )}
      </p>
      {open && <CaseMap label={say('tryPickPin')} at={pin} centre={middle} onPick={onPin} />}
    </fieldset>
  )
}

function ChannelField() {
  const say = useWords()
  const { data = [] } = useChannels()
  return (
    <Form.Item name="channel" label={say('tryChannel')}>
      <Select options={data.map(({ code, name }) => ({ value: code, label: name }))} />
    </Form.Item>
  )
}

/** The component that it is about, by the identifier of its tag or by what is typed of its name or place. */
function ComponentField() {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const sought = useSettled(typed.trim())
  const { data = [] } = useQuery({
    queryKey: ['components', 'try', sought],
    queryFn: async () => {
      const { items } = await body(
        api.GET('/api/components', { params: { query: { q: sought, limit: 10 } } }),
      )
      return items
    },
    enabled: sought.length >= 2,
    retry: false,
  })
  return (
    <Form.Item name="component" label={say('tryComponent')} extra={say('tryComponentHint')}>
      <AutoComplete
        allowClear
        showSearch={{ filterOption: false, onSearch: setTyped }}
        options={data.map(({ code, name, placeText }) => ({
          value: code,
          label: [name, placeText, code].filter(Boolean).join(' · '),
        }))}
      />
    </Form.Item>
  )
}
