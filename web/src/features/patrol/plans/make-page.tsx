import { Button, Form, Input, InputNumber, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import { listed } from '@/shared/i18n/punctuation'
import { CaseMap } from '@/shared/map/case-map'
import type { LngLat } from '@/shared/map/points'
import { useCity, useClasses } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'
import { isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from '@/shared/ui/fault'
import { AreaFields } from './area-fields'
import { kinds, useInspectors, usePlanChange } from './plan'
import { Registry } from './registry'
import { readPlaces, type TypedPlace, writePlace } from './typed-places'
import { useWords } from './words'

interface Typed {
  kind: (typeof kinds)[number]
  title?: string
  classCode?: string
  ofNumber?: string
  startsOn: string
  endsOn: string
  everyDays?: number | null
  checklist?: string
  inspectorId?: string
  places: string
}

const inDays = (days: number) => isoDate(new Date(now().getTime() + days * 24 * 3_600_000))

const lines = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Sends inspectors to a list of places. */
export function MakePage() {
  const say = useWords()
  const go = useNavigate()
  const [query] = useSearchParams()
  const [form] = Form.useForm<Typed>()
  const [draft, keep, drop] = useDraft<Typed>(`patrol plan ${query.get('number') ?? ''}`, {
    kind: 'sweep',
    ofNumber: query.get('number') ?? '',
    startsOn: inDays(0),
    endsOn: inDays(6),
    places: '',
  })
  const classes = useClasses()
  const inspectors = useInspectors()
  const make = usePlanChange(
    (typed: Typed) =>
      body(
        api.POST('/api/patrol/plans', {
          body: {
            kind: typed.kind,
            title: typed.title?.trim() ?? '',
            classCode: typed.classCode ?? null,
            ofNumber: typed.ofNumber?.trim() || null,
            startsOn: typed.startsOn,
            endsOn: typed.endsOn,
            everyDays: typed.everyDays ?? null,
            checklist: lines(typed.checklist),
            inspectorId: typed.inspectorId ?? null,
            places: readPlaces(typed.places).places,
          },
        }),
      ),
    say('didMake'),
    ({ id }) => {
      drop()
      void go(`/patrol/${id}`)
    },
  )
  const campaign = draft.kind === 'campaign'
  const census = draft.kind === 'census'
  const addPlaces = (more: readonly TypedPlace[]) => {
    const before = draft.places.trimEnd()
    const places = [...(before ? [before] : []), ...more.map(writePlace)].join('\n')
    keep((all) => ({ ...all, places }))
    form.setFieldsValue({ places })
  }
  const addPlace = ([lon, lat]: LngLat) =>
    addPlaces([{ name: say('pickedName', { nth: readPlaces(draft.places).places.length + 1 }), lon, lat }])
  return (
    <div className="page narrow">
      <h1>{say('make')}</h1>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft}
        onValuesChange={(changes: Partial<Typed>) => keep((before) => ({ ...before, ...changes }))}
        onFinish={(typed) => make.mutate(typed)}
      >
        <Fault error={make.error} />
        <Form.Item name="kind" label={say('kind')} extra={say(`hint.${draft.kind}`)}>
          <Select options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="title"
          label={say('title')}
          rules={[{ required: true, whitespace: true, min: 4, message: say('titleMissing') }]}
        >
          <Input placeholder={say('titleHint')} maxLength={100} />
        </Form.Item>
        <Form.Item
          name="classCode"
          label={say('class')}
          extra={say('classHint')}
          rules={[{ required: !campaign && !census, message: say('classMissing') }]}
        >
          <TreeSelect
            allowClear
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={classTree(classes.data ?? [])}
          />
        </Form.Item>
        <div className="form-pair">
          <Form.Item
            name="startsOn"
            label={say('startsOn')}
            rules={[{ required: true, message: say('dayMissing') }]}
          >
            <Input type="date" min={inDays(0)} />
          </Form.Item>
          <Form.Item
            name="endsOn"
            label={say('endsOn')}
            rules={[{ required: true, message: say('dayMissing') }]}
          >
            <Input type="date" min={draft.startsOn} />
          </Form.Item>
        </div>
        <div className="form-pair">
          <Form.Item name="everyDays" label={say('every')}>
            <InputNumber className="plan-every" min={1} max={31} precision={0} />
          </Form.Item>
          <Form.Item name="inspectorId" label={say('inspector')}>
            <Select
              allowClear
              placeholder={say('anybody')}
              showSearch={{ optionFilterProp: 'label' }}
              options={(inspectors.data ?? []).map(({ id, name, unit }) => ({
                value: id,
                label: `${name} · ${unit.name}`,
              }))}
            />
          </Form.Item>
        </div>
        <Form.Item
          name="checklist"
          label={say('checklist')}
          extra={say('checklistHint')}
          rules={[{ required: campaign, whitespace: campaign, message: say('checklistMissing') }]}
        >
          <Input.TextArea className="growing" rows={2} maxLength={2000} />
        </Form.Item>
        <Form.Item name="ofNumber" label={say('ofNumber')}>
          <Input inputMode="numeric" autoComplete="off" maxLength={40} />
        </Form.Item>
        <Registry number={draft.ofNumber ?? ''} onPlaces={addPlaces} />
        {census && <AreaFields onPlaces={addPlaces} />}
        <PlacesField onPick={addPlace} typed={draft.places} />
        <div className="form-keys">
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {say('makeDo')}
          </Button>
          <Button onClick={() => void go(-1)}>{say('cancel')}</Button>
        </div>
      </Form>
    </div>
  )
}

function PlacesField({ typed, onPick }: { typed: string; onPick: (point: LngLat) => void }) {
  const say = useWords()
  const city = useCity()
  const [mapped, setMapped] = useState(false)
  const { places, odd } = readPlaces(typed)
  const last = places.at(-1)
  const [west, south, east, north] =
    city.data?.streets.find(({ detailed }) => detailed)?.bbox ?? city.data?.bbox ?? []
  const centre: LngLat | undefined =
    west !== undefined && south !== undefined && east !== undefined && north !== undefined
      ? [(west + east) / 2, (south + north) / 2]
      : undefined
  return (
    <>
      <Form.Item
        name="places"
        label={say('places')}
        extra={places.length > 0 ? say('placesCount', { count: places.length }) : say('placesHint')}
        validateTrigger="onBlur"
        rules={[
          {
            validator: (_, value: string) =>
              odd.length > 0
                ? Promise.reject(new Error(say('placesOdd', { lines: listed(odd.slice(0, 5)) })))
                : readPlaces(value).places.length === 0
                  ? Promise.reject(new Error(say('placesMissing')))
                  : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea rows={5} spellCheck={false} />
      </Form.Item>
      <div className="form-keys plan-map-key">
        <Button aria-expanded={mapped} onClick={() => setMapped(!mapped)}>
          {say(mapped ? 'hideMap' : 'pickOnMap')}
        </Button>
      </div>
      {mapped && (
        <CaseMap label={say('pickOnMap')} at={last && [last.lon, last.lat]} centre={centre} onPick={onPick} />
      )}
    </>
  )
}
